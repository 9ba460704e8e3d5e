import type { AccountDb } from '../../app/db.ts';
import { usersOf, type AccountUser } from '../../accounts/index.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { groupById } from '../../criteria/index.ts';
import { broadcastById, broadcastRows, namesOfBroadcasts, openBroadcasts, waitingOf, type BroadcastRow } from '../queries/broadcasts.ts';
import { namesAndSubjects } from '../queries/messages.ts';
import { ratesOf } from '../queries/report-counts.ts';
import type { Broadcast } from '../rules/broadcast-schema.ts';
import type { BroadcastRates } from '../rules/report-schema.ts';
import { presentBroadcast } from './present-broadcast.ts';

export type ListedBroadcast = Broadcast & { rates: BroadcastRates };

/** One broadcast, how far it is and what it waits for. Refuses with `not_found`. */
export async function showBroadcast(db: AccountDb, viewer: Viewer, id: number): Promise<Broadcast> {
  const row = await broadcastById(db, id);
  if (!row || viewer.on(row.object_id).view === 'none') throw notFound('broadcast');
  return (await shown(db, viewer, [row]))[0]!;
}

/** Broadcasts, the latest planned first, with what became of their letters, and those that are not over yet. */
export async function listBroadcasts(
  db: AccountDb,
  viewer: Viewer,
  page: { before?: number | undefined; limit: number },
): Promise<{ open: Broadcast[]; broadcasts: ListedBroadcast[]; next: number | null }> {
  const rows = await broadcastRows(db, page);
  const visible = rows.filter(({ object_id }) => viewer.on(object_id).view !== 'none');
  const open = page.before === undefined ? (await openBroadcasts(db)).filter(({ object_id }) => viewer.on(object_id).view !== 'none') : [];
  const rates = await ratesOf(
    db,
    visible.map(({ id }) => id),
  );
  const broadcasts = (await shown(db, viewer, visible)).map((broadcast) => ({ ...broadcast, rates: rates.get(broadcast.id) ?? NO_RATES }));
  return { open: await shown(db, viewer, open), broadcasts, next: rows.length === page.limit ? rows.at(-1)!.id : null };
}

const NO_RATES: BroadcastRates = {
  delivered: 0,
  opened: 0,
  machineOpened: 0,
  clicked: 0,
  unsubscribed: 0,
  complained: 0,
  bounced: 0,
  replied: 0,
};

async function shown(db: AccountDb, viewer: Viewer, rows: readonly BroadcastRow[]): Promise<Broadcast[]> {
  if (rows.length === 0) return [];
  const users = await usersOf(db);
  const messages = await namesAndSubjects(db, [...new Set(rows.flatMap(({ variants }) => variants.map(({ messageId }) => messageId)))]);
  const begun = rows.filter(({ state }) => state === 'running' || state === 'paused' || state === 'stopped').map(({ id }) => id);
  const waiting = await waitingOf(db, begun);
  const groups = await groupNames(db, viewer, rows);
  const earlier = await namesOfBroadcasts(db, [...new Set(rows.flatMap(({ which }) => which.unopenedOf ?? []))]);
  return rows.map((row) =>
    presentBroadcast(row, {
      messages,
      waiting: waiting.get(row.id) ?? 0,
      groupName: row.which.group === undefined ? (earlier.get(row.which.unopenedOf ?? 0) ?? null) : (groups.get(row.which.group) ?? null),
      startedByName: nameOf(users, row.started_by),
    }),
  );
}

const nameOf = (users: readonly AccountUser[], id: number): string => users.find((user) => user.id === id)?.name ?? '';

/** Names of the groups they were sent to, where they are still there for the viewer. */
async function groupNames(db: AccountDb, viewer: Viewer, rows: readonly BroadcastRow[]): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const id of new Set(rows.flatMap(({ which }) => which.group ?? []))) {
    try {
      names.set(id, (await groupById(db, viewer, id)).name);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return names;
}
