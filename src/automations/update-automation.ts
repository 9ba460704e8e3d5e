import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { automationUpdated } from './events.ts';
import { currentMap, loadAutomation } from './load-automation.ts';
import { updateDraft, type AutomationRow } from './queries/automations.ts';
import { isSameMap } from './rules/compare-maps.ts';
import { withLastId, type UpdateAutomation } from './schema.ts';

/**
 * Changes the name or the draft; what is published runs on as it was. Refuses with `changed_meanwhile` when somebody else changed the
 * draft since the caller read it, and ids that are given a second time.
 */
export async function updateAutomation(db: AccountDb, actor: Actor, id: number, input: UpdateAutomation): Promise<AutomationRow> {
  const automation = await loadAutomation(db, id, true);
  refuseChangedMeanwhile(automation, input.revision);
  const map = input.map ? withLastId(input.map, automation.draft) : automation.draft;
  const running = await currentMap(db, automation);
  await updateDraft(db, id, { name: input.name ?? automation.name, map, isPublished: running !== undefined && isSameMap(map, running) });
  await recordEvent(db, actor, {
    kind: automationUpdated,
    subject: { type: 'automation', id },
    data: { revision: automation.revision + 1 },
  });
  return loadAutomation(db, id);
}

/** Refuses with `changed_meanwhile` when the draft is no longer the one that was read. */
export function refuseChangedMeanwhile(automation: AutomationRow, revision: number): void {
  if (automation.revision === revision) return;
  throw new Problem('changed_meanwhile', 'Somebody else changed this automation meanwhile. Load it again before you change it.', {
    status: 409,
  });
}
