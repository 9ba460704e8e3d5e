import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { frequencyChanged, mailContinued, mailPaused } from '../events.ts';
import { writeConsents } from '../queries/consent-events.ts';
import type { ConsentSet } from '../queries/consents.ts';
import { wishesOf, writeWishes } from '../queries/wishes.ts';
import type { Frequency } from '../schema.ts';

/** So long can a pause be, in weeks. */
export const PAUSE_WEEKS_MOST = 52;

/** What one person wishes of their letters to many; what is left out stays as it is. */
export interface Wishes {
  frequency?: Frequency | undefined;
  /** For so many weeks from now no letters to many; 0 ends a pause. */
  pauseWeeks?: number | undefined;
  language?: string | undefined;
}

/** Keeps how often one person wants letters to many, for how long none, and which language they read. What stands already is not kept again. */
export async function keepWishes(
  db: AccountDb,
  actor: Actor,
  set: Omit<ConsentSet, 'channel' | 'recordIds'> & { recordId: number },
  wishes: Wishes,
): Promise<void> {
  const { objectId, recordId } = set;
  const before = await wishesOf(db, objectId, recordId);
  const pausedBefore = before.paused_until !== null && before.paused_until > db.now;
  const pausedUntil =
    wishes.pauseWeeks === undefined
      ? before.paused_until
      : wishes.pauseWeeks === 0
        ? null
        : new Date(db.now.getTime() + Math.min(wishes.pauseWeeks, PAUSE_WEEKS_MOST) * 7 * 86_400_000);
  const frequency = wishes.frequency ?? before.frequency;
  const language = wishes.language ?? before.language;
  await writeWishes(db, objectId, recordId, { frequency, paused_until: pausedUntil, language });

  const told: ConsentSet = { ...set, channel: 'email', recordIds: [recordId] };
  if (wishes.pauseWeeks) await writeConsents(db, actor, mailPaused, { ...told, until: pausedUntil! }, 'paused');
  if (wishes.pauseWeeks === 0 && pausedBefore) await writeConsents(db, actor, mailContinued, told, 'continued');
  if (frequency !== before.frequency) await writeConsents(db, actor, frequencyChanged, { ...told, evidence: frequency }, 'rationed');
}
