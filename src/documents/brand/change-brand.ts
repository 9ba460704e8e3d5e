import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { documentProblems } from '../document-problems.ts';
import { brandChanged } from '../events.ts';
import { writeBrand } from '../queries/brands.ts';
import { assetsById } from '../queries/assets.ts';
import { assetIdOf } from '../rules/tree.ts';
import type { Brand } from '../schema.ts';

/**
 * Sets how everything the account publishes looks from now on; what is published already stays as it is. Refuses words, links and a logo that
 * could not be shown: they would keep every letter from being published.
 */
export async function changeBrand(db: AccountDb, actor: Actor, brand: Brand): Promise<void> {
  for (const name of ['footer', 'signature'] as const) {
    const [problem] = documentProblems({ kind: 'plain', text: brand[name] }, FIELDS);
    if (problem) throw invalid(name, problem.sentence);
  }
  const [social] = documentProblems({ kind: 'blocks', blocks: [{ type: 'social', links: brand.social }] }, FIELDS);
  if (social) throw invalid('social', social.sentence);
  const logoId = assetIdOf(brand.logo);
  if (logoId !== undefined && (await assetsById(db, [logoId])).length === 0) throw invalid('logo', 'This picture is gone. Choose another.');
  await writeBrand(db, brand);
  await recordEvent(db, actor, { kind: brandChanged });
}

/** What the same words can ask of letters about any kind of record. */
const FIELDS = ['account.name', 'account.postal_address', 'today', 'unsubscribe_url', 'preferences_url'].map((path) => ({
  path,
  label: path,
  group: '',
}));
