import type { AccountDb } from '../../app/db.ts';
import { trackGroups as track } from '../../criteria/index.ts';
import type { Trigger } from '../schema.ts';

/** Has the members of every group that a map's triggers name written down, so that entering and leaving are events; none without triggers. */
export async function trackGroups(db: AccountDb, automationId: number, triggers: readonly Trigger[]): Promise<void> {
  const groups = triggers.filter(({ event }) => event.startsWith('group.')).flatMap(({ subject }) => subject ?? []);
  await track(db, `automation:${automationId}`, [...new Set(groups)]);
}
