import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { toolSwitched } from '../events.ts';
import type { SwitchTools } from '../schema.ts';
import { toolNamed } from './all-tools.ts';
import { keepSwitches, openTools } from './queries/tools.ts';
import { isOn, switchesOf } from './tools-of-account.ts';

/**
 * Switches tools on or off, or all of them at once by whether any may be called. What already is so is left. Refuses `only_people`, for a program
 * must not give itself what the owner has not given it, and `not_found`.
 */
export async function switchTools(db: AccountDb, actor: Actor, { isOpen, switches = {} }: SwitchTools): Promise<void> {
  if (actor.type !== 'user') throw new Problem('only_people', 'Tools are switched by people, under Settings, Assistants.', { status: 403 });
  const now = await switchesOf(db);
  const changed = Object.entries(switches).filter(([name, on]) => {
    const tool = toolNamed(name);
    if (!tool) throw notFound('tool');
    return isOn(now, tool) !== on;
  });
  if (changed.length > 0) await keepSwitches(db, changed);
  for (const [tool, on] of changed) await recordEvent(db, actor, { kind: toolSwitched, data: { tool, isOn: on } });
  if (isOpen === undefined || isOpen === now.isOpen) return;
  await openTools(db, isOpen);
  await recordEvent(db, actor, { kind: toolSwitched, data: { isOn: isOpen } });
}
