import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { mailSettingsChanged } from '../events.ts';
import { deleteTransportRow } from '../queries/transports.ts';

/** Takes a transport away: letters of its stream leave by what is left. Refuses with `not_found`. */
export async function deleteTransport(db: AccountDb, actor: Actor, id: number): Promise<void> {
  if (!(await deleteTransportRow(db, id))) throw notFound('transport');
  await recordEvent(db, actor, { kind: mailSettingsChanged, data: { transport: id } });
}
