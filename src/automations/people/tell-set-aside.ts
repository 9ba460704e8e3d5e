import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Notice } from '../../app/kernel/domain.ts';
import { eventsAboutAutomation, recordEvent } from '../../ledger/index.ts';
import { automationSetAside } from '../events.ts';

/** The owners of the account hear at most so often of one map that people are set aside on it. */
const TOLD_EVERY_MS = 24 * 3_600_000;

export const notices: readonly Notice[] = [{ kind: automationSetAside.kind, topic: 'automations', to: [{ data: 'userIds', is: 'users' }] }];

/** Tells the owners of the account that people were set aside on a map, unless they were told within the last day. `steps` has a step for each of them. */
export async function tellSetAside(db: AccountDb, automationId: number, steps: readonly number[]): Promise<void> {
  if (steps.length === 0) return;
  const from = new Date(db.now.getTime() - TOLD_EVERY_MS);
  if ((await eventsAboutAutomation(db, { automationId, kind: automationSetAside, from })).length > 0) return;
  const owners = (await usersOf(db)).filter(({ isOwner, hasLeft }) => isOwner && !hasLeft);
  await recordEvent(
    db,
    { type: 'step', id: String(automationId) },
    {
      kind: automationSetAside,
      subject: { type: 'automation', id: automationId },
      data: { step: steps[0], count: steps.length, userIds: owners.map(({ id }) => id) },
    },
  );
}
