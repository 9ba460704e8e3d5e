import type { AccountDb } from '../app/db.ts';
import type { FieldUse, TagNamed } from '../app/kernel/domain.ts';
import { namesTag } from '../records/index.ts';
import { allAutomations } from './queries/automations.ts';
import { ruleRows } from './queries/on-rules.ts';

/** The maps and rules that wait for a tag, ask for it, add it or remove it. */
export async function tagUses(db: AccountDb, asked: TagNamed): Promise<FieldUse[]> {
  const maps = (await allAutomations(db)).map((row) => ({ ...row, place: `/automations/${row.id}` }));
  const rules = (await ruleRows(db)).map((row) => ({ ...row, place: `/automations/rules?rule=${row.id}` }));
  return [...maps, ...rules]
    .filter(({ draft, object_id }) => namesTag(draft, object_id === asked.objectId ? asked : { ...asked, names: new Set() }))
    .map(({ name, place }) => ({ kind: 'automation', name, place }));
}
