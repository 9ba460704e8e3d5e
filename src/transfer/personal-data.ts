import type { PersonalData } from '../app/kernel/domain.ts';
import { recordById } from '../records/index.ts';
import { deleteRejectsWith, rejectsWith } from './queries/rejects.ts';

/** Rows of a person that an import did not take stand in its list of rejects, found by the person's e-mail address. */
export const personalData: readonly PersonalData[] = [
  {
    label: 'Rows of imported files that were not taken',
    async export(db, objectId, recordId) {
      const record = await recordById(db, objectId, recordId);
      return record?.email ? (await rejectsWith(db, record.email, 1_000)).map(({ reason, raw }) => ({ reason, row: raw })) : [];
    },
    async erase(db, objectId, recordId) {
      const record = await recordById(db, objectId, recordId);
      if (record?.email) await deleteRejectsWith(db, record.email);
    },
  },
];
