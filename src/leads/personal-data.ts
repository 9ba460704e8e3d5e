import type { PersonalData } from '../app/kernel/domain.ts';
import { earnedByRecord, forgetEarned } from './queries/earned.ts';
import { forgetWaits, waitsOf } from './queries/queue.ts';

/** What a person's scores were made from, and whether they wait to be given to somebody. The score itself stands in the record. */
export const leadOfPerson: PersonalData = {
  label: 'Your lead scores, and who is to look after you',
  export: async (db, objectId, recordId) => ({
    earned: await earnedByRecord(db, objectId, recordId),
    waiting: await waitsOf(db, objectId, recordId),
  }),
  async erase(db, objectId, recordId) {
    await forgetEarned(db, objectId, recordId);
    await forgetWaits(db, objectId, recordId);
  },
};
