import type { AccountDb } from '../../app/db.ts';
import { accountSettings } from '../../accounts/index.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShapes } from '../../records/index.ts';
import { fillLetter, templatesOf } from '../letters/letter.ts';
import { sampleValues } from '../letters/merge-values.ts';
import { versionOf } from '../queries/messages.ts';
import { clicksByLink, countsByVariant, reportCounts, versionsInScope } from '../queries/report-counts.ts';
import { withHeat } from '../rules/with-heat.ts';
import { scopeOf, type ScopeAsked } from './make-report.ts';

/**
 * A letter of a broadcast or message as it was sent, each link marked with how many people followed it. Names stand where values were. Refuses with
 * `not_found`, and where nothing was sent.
 */
export async function heatMap(
  db: AccountDb,
  viewer: Viewer,
  asked: ScopeAsked & { variant?: number | undefined },
): Promise<{ html: string }> {
  const { scope, objectId } = await scopeOf(db, viewer, asked);
  const versions = await versionsInScope(db, scope);
  const chosen = versions.find(({ variant }) => asked.variant === undefined || variant === asked.variant);
  const version = chosen && (await versionOf(db, chosen.message_id, chosen.version));
  if (!chosen || !version) throw notFound('letter');
  const people = version.links.map(() => 0);
  for (const row of await clicksByLink(db, scope)) {
    const isOurs = row.message_id === chosen.message_id && row.version === chosen.version && row.variant === chosen.variant;
    if (isOurs && row.link < people.length) people[row.link]! += row.people;
  }
  const account = await accountSettings(db);
  const values = sampleValues(await objectShapes(db), account, {
    objectId,
    paths: version.merge_fields,
    conditions: Object.keys((version as { conditions?: object }).conditions ?? {}),
  });
  const marks = {
    link: (index: number) => `#link-${index}`,
    unsubscribe: '#unsubscribe',
    preferences: '#preferences',
    confirm: '#confirm',
    pixel: null,
  };
  const { html } = fillLetter(templatesOf({ ...version, links: version.links.map(() => 'https://link.invalid/') }), values, marks);
  const ofVariant = (await countsByVariant(db, scope)).find(({ variant }) => variant === chosen.variant);
  const { clicked } = ofVariant ?? (await reportCounts(db, scope));
  return { html: withHeat(html, people, clicked) };
}
