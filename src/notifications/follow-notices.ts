import { accountSettings, usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { NextIds, Notice } from '../app/kernel/domain.ts';
import { publish } from '../app/live.ts';
import { notices } from '../app/registry.ts';
import { kindsOfBatch } from '../ledger/index.ts';
import { choicesFor } from './choices-for.ts';
import { insertNotifications, type NewNotification, type Telling, tellingsOf } from './queries/notifications.ts';
import { nextMorning, PATIENCE_MS } from './rules/mail-time.ts';
import type { ByMail } from './schema.ts';

/** Tells users of the events of one batch that concern them: one row for each user, kind and actor, however many events. */
export async function followNotices(db: AccountDb, batchId: number, kinds: readonly string[], ids: NextIds): Promise<void> {
  const asked = notices().filter(({ kind }) => kinds.includes(kind));
  if (asked.length === 0) return;
  const people = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
  const told = kindsOfBatch(
    db,
    batchId,
    asked.map(({ kind }) => kind),
  );
  const rows = await wished(db, await tellingsOf(db, { told, notices: asked, people }), asked);
  if (rows.length === 0) return;
  const first = await ids('notification', rows.length);
  await insertNotifications(
    db,
    rows.map((row, at) => ({ ...row, id: first + at })),
  );
  for (const userId of new Set(rows.filter(({ in_app }) => in_app).map(({ user_id }) => user_id))) publish(db, `notifications/${userId}`);
}

/** What is told as each of the users has chosen. */
async function wished(db: AccountDb, tellings: readonly Telling[], asked: readonly Notice[]): Promise<Omit<NewNotification, 'id'>[]> {
  if (tellings.length === 0) return [];
  const { kind: accountKind, timeZone } = await accountSettings(db);
  const choices = await choicesFor(
    db,
    tellings.map(({ user_id }) => user_id),
  );
  const times: Record<ByMail, Date | null> = {
    'at-once': new Date(db.now.getTime() + PATIENCE_MS),
    daily: nextMorning(db.now, timeZone),
    never: null,
  };
  return tellings.flatMap((telling) => {
    const { topic } = asked.find(({ kind }) => kind === telling.kind)!;
    const { inApp, byMail } = choices(telling.user_id, topic);
    // A sandbox plays: nobody is written to because of it.
    const mailAt = accountKind === 'sandbox' ? null : times[byMail];
    return inApp || mailAt ? [{ ...telling, topic, in_app: inApp, mail_at: mailAt }] : [];
  });
}
