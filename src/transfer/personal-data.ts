import type { AccountDb } from '../app/db.ts';
import type { PersonalData } from '../app/kernel/domain.ts';
import { eventsOfRecord } from '../ledger/index.ts';
import { lockedStanding, objectShape, recordById, recordCreated, recordUpdated } from '../records/index.ts';
import { deleteFailuresOfRecord, failuresOfRecord, forgetWritten } from './queries/bulk-runs.ts';
import { forgetDuplicatesOf } from './queries/duplicates.ts';
import { deleteMergesOf } from './queries/merges.ts';
import { deleteImport } from './queries/imports.ts';
import { deleteKeysOfRecord, keysOfRecord } from './queries/keys.ts';
import { deleteOriginals, deleteParts, restingFilesWith } from './queries/parts.ts';
import { deleteWaitingOfRecord, waitingOfRecord } from './queries/waiting.ts';
import { deleteRejectsWith, rejectsWith } from './queries/rejects.ts';

/** So much of a person's past is looked through for addresses they had. */
const MOST_EVENTS = 10_000;

/** Rows of a person stand in the rejects of imports and in files that wait, found by each e-mail address the person has or had. */
export const personalData: readonly PersonalData[] = [
  {
    label: 'Rows of imported files that were not taken',
    async export(db, objectId, recordId) {
      const rows = [];
      for (const address of await addressesOf(db, objectId, recordId)) rows.push(...(await rejectsWith(db, address, 1_000)));
      return rows.map(({ reason, raw }) => ({ reason, row: raw }));
    },
    async erase(db, objectId, recordId) {
      for (const address of await addressesOf(db, objectId, recordId)) await forget(db, address);
    },
  },
  {
    label: 'Bulk actions that left a record out',
    export: (db, objectId, recordId) => failuresOfRecord(db, objectId, recordId),
    async erase(db, objectId, recordId) {
      await deleteFailuresOfRecord(db, objectId, recordId);
      const [record] = await lockedStanding(db, await objectShape(db, objectId), [recordId]);
      const texts = Object.values(record?.values ?? {}).filter((value) => typeof value === 'string');
      await forgetWritten(db, objectId, texts);
    },
  },
  {
    label: 'What you were taken for, and merged with',
    export: async () => null,
    async erase(db, objectId, recordId) {
      await forgetDuplicatesOf(db, objectId, recordId);
      await deleteMergesOf(db, objectId, recordId);
    },
  },
  {
    label: 'Ids in the programs the person was imported from',
    export: keysOfRecord,
    erase: deleteKeysOfRecord,
  },
  {
    label: 'Records that rows of the person have named in vain so far',
    export: waitingOfRecord,
    erase: deleteWaitingOfRecord,
  },
];

async function forget(db: AccountDb, address: string): Promise<void> {
  await deleteRejectsWith(db, address);
  await deleteOriginals(db);
  for (const { id, status } of await restingFilesWith(db, address)) {
    await (status === 'draft' ? deleteImport(db, id) : deleteParts(db, id));
  }
}

/** The address a person has, and those they had before, as the ledger tells. */
async function addressesOf(db: AccountDb, objectId: number, recordId: number): Promise<Set<string>> {
  const record = await recordById(db, objectId, recordId);
  const addresses: unknown[] = [record?.email];
  const fields = (await objectShape(db, objectId)).fields.filter(({ type }) => type === 'email');
  const kinds = [recordCreated.kind, recordUpdated.kind];
  for (const { personal } of await eventsOfRecord(db, { objectId, id: recordId }, { kinds, limit: MOST_EVENTS })) {
    const { values = {}, changes = {} } = (personal ?? {}) as { values?: Record<string, unknown>; changes?: Record<string, unknown[]> };
    for (const { id } of fields) addresses.push(values[id], ...(changes[id] ?? []));
  }
  return new Set(addresses.filter((address) => typeof address === 'string' && address.trim() !== '') as string[]);
}
