import { accountSettings, usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { eventsOfRecord } from '../ledger/index.ts';
import { ownerChanged, recordUpdated } from './events.ts';

/** Refuses a change made upon an older version, saying who changed the record since, and when. */
export async function refuseChangedMeanwhile(db: AccountDb, record: { objectId: number; id: number }): Promise<never> {
  const [last] = await eventsOfRecord(db, record, { kinds: [recordUpdated.kind, ownerChanged.kind], limit: 1 });
  const user = last?.actor_type === 'user' ? (await usersOf(db)).find(({ id }) => String(id) === last.actor_id) : undefined;
  const { locale, timeZone } = await accountSettings(db);
  const when = last ? ` on ${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(last.at)}` : '';
  throw new Problem(
    'changed_meanwhile',
    `${user?.name ?? 'Somebody else'} changed this record${when}, after you opened it. Look at what changed and save again.`,
    {
      status: 409,
      details: {
        changedBy: last ? { type: last.actor_type, id: last.actor_id, name: user?.name ?? null } : null,
        changedAt: last?.at.toISOString() ?? null,
      },
    },
  );
}
