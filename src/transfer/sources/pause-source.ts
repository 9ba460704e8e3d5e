import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { sourceChanged } from '../events.ts';
import { updatePaused, type SourceRow } from '../queries/sources.ts';
import { nextFetch } from '../rules/source-schedule.ts';

/** Pauses a source, or lets it go on by its schedule. */
export async function pauseSource(db: AccountDb, actor: Actor, { id, name, schedule }: SourceRow, paused: boolean): Promise<void> {
  const { timeZone } = await accountSettings(db);
  await updatePaused(db, id, paused, nextFetch(schedule, db.now, timeZone));
  await recordEvent(db, actor, { kind: sourceChanged, subject: { type: 'import_source', id }, data: { name, paused } });
}
