import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { loadAutomation } from '../load-automation.ts';
import { mapAt } from './map-at.ts';
import type { AutomationRow } from '../queries/automations.ts';
import { updateAutomation } from '../update-automation.ts';

export interface Restoring {
  revision: number;
  /** The version that runs, when left out: what was changed since is discarded. */
  version?: number;
}

/**
 * Makes the map of a version the draft again; what runs is untouched until it is published. Ids given since are still never given twice. Who wants the draft back that
 * this overwrites changes the automation to it. Refuses with `changed_meanwhile`, and with `never_published` where there is nothing to go back to.
 */
export async function restoreVersion(db: AccountDb, actor: Actor, id: number, { revision, version }: Restoring): Promise<AutomationRow> {
  const row = await loadAutomation(db, id);
  const asked = version ?? row.version;
  if (asked === null) {
    throw new Problem('never_published', `“${row.name}” has never been published, so there is nothing to go back to.`, { status: 409 });
  }
  return updateAutomation(db, actor, id, { revision, map: await mapAt(db, id, asked) });
}
