import type { AccountDb } from '../app/db.ts';
import { recordEvents } from '../ledger/index.ts';
import { touchActivity } from '../records/index.ts';
import { emailClicked, emailMachineOpened, emailOpened } from './events.ts';
import { clickingRows, markRead, openingRows, type Reading } from './queries/readings.ts';

/**
 * Puts on record, in a handful of statements, that letters were read which nobody read yet: opened by a person or by a mail program, and at most one
 * link followed. For a past that is lived through at once; whoever reads a real letter comes by its own links.
 */
export async function noteReadings(db: AccountDb, readings: readonly Reading[]): Promise<void> {
  const people = readings.filter(({ by }) => by === 'person');
  const machines = readings.filter(({ by }) => by === 'machine');
  const clicks = people.filter(({ link }) => link !== null);
  await markRead(db, readings);
  const common = { subjectType: 'email', columns: ['actor_id', 'object_id', 'record_id', 'subject_id', 'cause_id', 'data'] } as const;
  await recordEvents(db, { type: 'contact', id: null }, { ...common, kind: emailOpened, rows: openingRows(db, people) });
  await recordEvents(db, { type: 'contact', id: null }, { ...common, kind: emailClicked, rows: clickingRows(db, clicks) });
  await recordEvents(db, { type: 'provider', id: 'mail' }, { ...common, kind: emailMachineOpened, rows: openingRows(db, machines) });
  const byObject = Map.groupBy(people, ({ objectId }) => objectId);
  for (const [objectId, those] of byObject) {
    await touchActivity(
      db,
      objectId,
      those.map(({ recordId }) => recordId),
    );
  }
}
