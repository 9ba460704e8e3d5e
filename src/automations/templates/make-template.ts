import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { automationMadeFromTemplate } from '../events.ts';
import { instantiateMap, type Instantiating } from '../portable/instantiate-map.ts';
import type { AutomationRow } from '../queries/automations.ts';
import type { MadeThing } from './made-things.ts';
import type { Template } from './template.ts';

/**
 * Makes a ready map as a draft with all that it needs, in this transaction, and puts on record what was made for it, so that `undoTemplate` can
 * take it away again. Refuses what `instantiateMap` refuses.
 */
export async function makeTemplate(
  db: AccountDb,
  actor: Actor,
  { template, ...making }: Omit<Instantiating, 'portable'> & { template: Template },
): Promise<{ row: AutomationRow; made: MadeThing[] }> {
  const { row, things } = await instantiateMap(db, actor, { ...making, portable: template.file });
  const made = things.flatMap(({ what, status, id, name }) => (status === 'new' && id !== null ? [{ what, id, name }] : []));
  await recordEvent(db, actor, {
    kind: automationMadeFromTemplate,
    subject: { type: 'automation', id: row.id },
    data: { template: template.key, made: made.map(({ what, id }) => ({ what, id })) },
  });
  return { row, made };
}
