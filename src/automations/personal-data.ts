import type { PersonalData } from '../app/kernel/domain.ts';
import { entriesOfRecord, forgetEntries, recordIdRows } from './queries/entries.ts';
import { leaveAllMaps } from './people/leave-map.ts';
import { forgetSimulationsOf } from './queries/simulations.ts';
import { forgetWins } from './queries/splits.ts';
import { forgetDatesOf } from './queries/schedules.ts';
import { positionsOfRecord } from './queries/positions.ts';
import { system } from '../app/kernel/actor.ts';

/** Where a person stands on the account's maps, and when they entered which. */
export const automationsOfPerson: PersonalData = {
  label: 'Automations you are or were in',
  export: async (db, objectId, recordId) => ({
    now: await positionsOfRecord(db, objectId, recordId),
    ever: await entriesOfRecord(db, objectId, recordId),
  }),
  async erase(db, objectId, recordId) {
    await leaveAllMaps(db, system, objectId, recordIdRows([recordId]));
    await forgetEntries(db, objectId, recordId);
    await forgetDatesOf(db, objectId, recordId);
    await forgetWins(db, objectId, recordId);
    await forgetSimulationsOf(db, objectId, recordId);
  },
};
