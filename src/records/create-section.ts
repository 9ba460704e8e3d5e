import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { sectionChanged } from './events.ts';
import { objectShape, structureChanged } from './object-shapes.ts';
import { insertSection } from './queries/layout.ts';
import { FIRST_OWN_SECTION } from './rules/structure.ts';
import { LIMITS } from './schema.ts';

/** Adds an empty section at the end of a tab, the first when none is named. Gives its id. Refuses more than 100, and `not_found`. */
export async function createSection(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { objectId, name, tabId }: { objectId: number; name: string; tabId?: number | undefined },
): Promise<number> {
  const { sections, tabs } = await objectShape(db, objectId);
  if (sections.length >= LIMITS.sectionsOfObject) {
    throw new Problem('too_many_sections', `An object may have at most ${LIMITS.sectionsOfObject} sections. Delete one that is empty.`);
  }
  const tab = tabId === undefined ? tabs[0] : tabs.find((each) => each.id === tabId);
  if (!tab) throw notFound('tab');
  const id = FIRST_OWN_SECTION - 1 + (await ids(`section:${objectId}`, 1));
  const position = Math.max(-1, ...sections.map((section) => section.position)) + 1;
  await insertSection(db, objectId, { id, name, description: '', tabId: tab.id, position });
  await structureChanged(db);
  await recordEvent(db, actor, { kind: sectionChanged, subject: { type: 'section', id }, data: { objectId, made: true } });
  return id;
}
