import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { deleteGroup } from '../../criteria/index.ts';
import { deleteMessage } from '../../email/index.ts';
import { eventsAboutAutomation } from '../../ledger/index.ts';
import { deleteField, deleteTaskTemplate } from '../../records/index.ts';
import { deleteAutomation } from '../delete-automation.ts';
import { automationMadeFromTemplate } from '../events.ts';
import { loadAutomation } from '../load-automation.ts';
import { thingsHere } from '../portable/things-here.ts';
import { mapsInUse } from '../queries/maps-in-use.ts';
import { spokenOf } from '../rules/spoken-of.ts';
import type { MadeThing } from './made-things.ts';

type Made = Omit<MadeThing, 'name'>;

/** With what right each kind of thing is deleted, in the order in which that goes: what speaks of others first. */
const DELETED: Partial<Record<Made['what'], string>> = {
  taskTemplate: 'automations.manage',
  message: 'messages.manage',
  group: 'groups.manage',
  field: 'fields.manage',
};

/**
 * Takes a map that was made from a template away again, with what was made for it, as far as nothing else speaks of that by now and the viewer may
 * delete it; tags stay, because records may have them. Gives how many things went and how many stay. Refuses with `was_published` once it has run.
 */
export async function undoTemplate(
  db: AccountDb,
  actor: Actor,
  { viewer, id }: { viewer: Viewer; id: number },
): Promise<{ deleted: number; kept: number }> {
  const row = await loadAutomation(db, id, true);
  const [event] = await eventsAboutAutomation(db, { automationId: id, kind: automationMadeFromTemplate, from: row.created_at });
  if (!event) throw new Problem('not_from_template', `“${row.name}” was not made from a template. Delete it instead.`, { status: 409 });
  if (row.version !== null)
    throw new Problem('was_published', `“${row.name}” has run already. Pause it and delete it, and then what you no longer need.`, {
      status: 409,
    });
  await deleteAutomation(db, actor, id);

  const made = (event.data as { made: Made[] }).made;
  const templates = made.filter(({ what }) => what === 'taskTemplate').map((one) => one.id);
  const spoken = spokenOf(await thingsHere(db), await mapsInUse(db, id), templates);
  let deleted = 0;
  for (const what of Object.keys(DELETED) as Made['what'][]) {
    for (const one of made.filter((each) => each.what === what)) {
      const isFree = viewer.can(DELETED[what]!) && !spoken.has(`${what}:${one.id}`);
      if (isFree && (await remove(db, actor, { viewer, objectId: row.object_id, ...one }))) deleted++;
    }
  }
  return { deleted, kept: made.length - deleted };
}

/** Whether it is gone; what its own domain refuses stays. */
async function remove(
  db: AccountDb,
  actor: Actor,
  { viewer, objectId, what, id }: Made & { viewer: Viewer; objectId: number },
): Promise<boolean> {
  try {
    await db.savepoint(async () => {
      if (what === 'taskTemplate') await deleteTaskTemplate(db, actor, id);
      if (what === 'message') await deleteMessage(db, actor, id);
      if (what === 'group') await deleteGroup(db, actor, { viewer, id });
      if (what === 'field') await deleteField(db, actor, { objectId, id });
    });
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
