import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { notAllowed, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { MessageSender } from '../../email/index.ts';
import { createAutomation } from '../create-automation.ts';
import type { AutomationRow } from '../queries/automations.ts';
import { refuseHiddenConditions } from '../refuse-hidden-conditions.ts';
import { planImport } from '../rules/plan-import.ts';
import type { ImportChoices, PlannedThing, PortableMap, Things } from '../rules/portable.ts';
import { rewriteMap, type Reference, type Rewriting } from '../rules/references.ts';
import { idsOf } from '../schema.ts';
import { updateAutomation } from '../update-automation.ts';
import { makeThings, missingInFile } from './make-things.ts';
import { thingsHere } from './things-here.ts';

export interface Instantiating {
  viewer: Viewer;
  ids: NextIds;
  portable: PortableMap;
  choices: ImportChoices;
  /** From whom the letters come that are made; the account's sender where nothing is said. */
  sender?: MessageSender | undefined;
  /** Instead of the name in the file. */
  name?: string | undefined;
}

/** What making a thing anew needs, beside the right to make maps. */
const RIGHTS: Partial<Record<keyof Things, [right: string, what: string]>> = {
  field: ['fields.manage', 'make fields'],
  option: ['fields.manage', 'add options to fields'],
  group: ['groups.manage', 'make groups'],
  message: ['messages.manage', 'make messages'],
};

/**
 * Makes a map from a file or a template as a draft, with what it speaks of that is not here yet, all in this transaction. Gives the automation, and what was planned, with the numbers of what was made.
 * Refuses with `things_to_choose` while somebody has to choose (its fields say what), with `not_allowed` what the role may not make, and what the
 * domains refuse that make the things.
 */
export async function instantiateMap(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, portable, choices, sender, name }: Instantiating,
): Promise<{ row: AutomationRow; things: PlannedThing[] }> {
  const here = await thingsHere(db);
  const { things, problems } = planImport(here, portable, choices);
  refuseOpen(things, problems);
  refuseForbidden(things, viewer);
  const objectId = things.find(({ key }) => key === `object:${portable.object}`)?.id;
  if (objectId === undefined || objectId === null) throw missingInFile(`object ${portable.object}`);
  const { id } = await createAutomation(db, actor, ids, { name: name ?? portable.name, objectId });
  const by = await makeThings(db, actor, { viewer, ids, portable, things, sender, selfId: id, eventOf: here.eventOf });
  const rewritten = rewriteMap(portable.map, portable.object, by);
  const map = { ...rewritten, lastId: Math.max(0, rewritten.lastId, ...idsOf(rewritten)) };
  await refuseHiddenConditions(db, viewer, { objectId, map });
  const row = await updateAutomation(db, actor, id, { revision: 1, map });
  return { row, things: things.map((thing) => (thing.status === 'new' ? { ...thing, id: numberHere(by, thing.key) } : thing)) };
}

/** The number that a thing of the file has been given here. */
function numberHere(by: Rewriting, key: string): number {
  const [what, number] = key.split(':') as [Reference['what'], string];
  return by.rename({ what, id: Number(number), objectId: 0 });
}

function refuseOpen(things: readonly PlannedThing[], problems: Record<string, string>): void {
  const open = things.filter(({ status, key }) => status === 'choose' && !(key in problems));
  const fields = {
    ...Object.fromEntries(open.map(({ key, name }) => [`choices.${key}`, `Choose what stands for “${name}”.`])),
    ...Object.fromEntries(Object.entries(problems).map(([key, sentence]) => [`choices.${key}`, sentence])),
  };
  const [first] = Object.values(fields);
  if (first !== undefined) throw new Problem('things_to_choose', first, { fields });
}

function refuseForbidden(things: readonly PlannedThing[], viewer: Viewer): void {
  for (const { what, status } of things) {
    const [right, doing] = RIGHTS[what] ?? [];
    if (status === 'new' && right && !viewer.can(right)) throw notAllowed(doing!);
  }
}
