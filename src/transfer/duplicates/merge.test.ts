import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { viewerOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import {
  addNote,
  changeRecords,
  COMPANY,
  CONTACT,
  CONTACT_FIELDS as F,
  createRecord,
  ensureTag,
  restoreRecords,
  recordById,
  tagRecords,
  tagsOfRecord,
  type Value,
} from '../../records/index.ts';
import { readRecord } from '../../records/read-record.ts';
import { permitMail, unsubscribe } from '../../compliance/index.ts';
import { erasePerson, exportPerson } from '../../privacy/index.ts';
import { mergeRecords, type Merged } from './merge-records.ts';
import { sweepMerges } from './sweep-merges.ts';
import { undoMerge, type Unmerged } from './undo-merge.ts';

const test = testDatabase();
let seat: TestSeat;
const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
const contact = async (values: Record<string, Value>): Promise<number> => {
  test.clock.moveBy(60_000);
  return inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: CONTACT, values }));
};
const merge = (recordIds: number[], more: object = {}, as = seat): Promise<Merged> =>
  inside(async (db) =>
    mergeRecords(
      db,
      { actor: as.actor, viewer: await viewerOf(db, as.userId), ids: as.ids },
      { objectId: CONTACT, recordIds, policy: 'fill', picks: {}, ...more },
    ),
  );
const undo = (id: number, as = seat): Promise<Unmerged> =>
  inside(async (db) => undoMerge(db, { actor: as.actor, viewer: await viewerOf(db, as.userId) }, id));
const row = async (id: number) => inside((db) => recordById(db, CONTACT, id));
const hanging = async (table: string, id: number): Promise<number> =>
  Number(
    (
      await test.owner.query(`select count(*) as n from ${table} where account_id = $1 and object_id = 0 and record_id = $2`, [
        seat.accountId,
        id,
      ])
    ).rows[0].n,
  );

beforeEach(async () => {
  seat = await makeAccount(test);
});

describe('merging', () => {
  it('makes the oldest of all, fills its blanks, moves what hangs on the others, and is undone', async () => {
    const older = await contact({ [F.firstName]: 'Jane', [F.lastName]: 'Doe' });
    const newer = await contact({ [F.firstName]: 'Janet', [F.email]: 'jane@example.com' });
    await inside(async (db) => {
      await addNote(db, seat.actor, seat.ids, { record: { objectId: CONTACT, id: newer }, body: 'Rang twice' });
      const tag = await ensureTag(db, seat.ids, CONTACT, 'Friend');
      await tagRecords(db, seat.actor, { objectId: CONTACT, tagId: tag, recordIds: [newer] });
    });
    const { survivorId, mergeIds } = await merge([newer, older]);
    expect(survivorId).toBe(older);
    expect(await row(older)).toMatchObject({ name: 'Jane Doe', email: 'jane@example.com' });
    expect(await row(newer)).toBeUndefined();
    expect(await hanging('notes', older)).toBe(1);
    expect((await inside((db) => tagsOfRecord(db, CONTACT, older))).map(({ name }) => name)).toEqual(['Friend']);
    const seen = await inside(async (db) => readRecord(db, await viewerOf(db, seat.userId), { objectId: CONTACT, id: newer }));
    expect(seen.record.id).toBe(older);

    expect(await undo(mergeIds[0]!)).toMatchObject({ kept: [] });
    expect(await row(older)).toMatchObject({ name: 'Jane Doe', email: null });
    expect(await row(newer)).toMatchObject({ name: 'Janet', email: 'jane@example.com' });
    expect(await hanging('notes', newer)).toBe(1);
    expect(await inside((db) => tagsOfRecord(db, CONTACT, older))).toEqual([]);
    await expect(undo(mergeIds[0]!)).rejects.toMatchObject({ code: 'already_undone' });
  });

  it('hands over whoever points to the merged record, and points back when it is undone', async () => {
    const company = (name: string) => inside((db) => createRecord(db, seat.actor, seat.ids, { objectId: COMPANY, values: { 1: name } }));
    const [first, second] = [await company('Mill'), await company('Mill Ltd')];
    const person = await contact({ [F.firstName]: 'Jane', [F.company]: second });
    const { mergeIds } = await merge([first, second], { objectId: COMPANY });
    expect((await row(person))!.values[F.company]).toBe(first);
    await undo(mergeIds[0]!);
    expect((await row(person))!.values[F.company]).toBe(second);
  });

  it('keeps what was edited since the merge, and says so', async () => {
    const older = await contact({ [F.firstName]: 'Jane' });
    const newer = await contact({ [F.firstName]: 'Jane', [F.lastName]: 'Doe' });
    const { mergeIds } = await merge([older, newer]);
    await inside((db) =>
      changeRecords(db, seat.actor, { objectId: CONTACT, records: [{ id: older, changes: { [F.lastName]: 'Smith' }, ownerId: null }] }),
    );
    const { kept } = await undo(mergeIds[0]!);
    expect(kept).toEqual([expect.stringContaining('changed since')]);
    expect((await row(older))!.values[F.lastName]).toBe('Smith');
    expect((await row(newer))!.values[F.lastName]).toBe('Doe');
  });

  it('lets one of two people who merge the same record at once do it, and tells the other', async () => {
    const ids = [await contact({ [F.firstName]: 'A' }), await contact({ [F.firstName]: 'A' }), await contact({ [F.firstName]: 'A' })];
    const done = await Promise.allSettled([merge([ids[0]!, ids[1]!]), merge([ids[1]!, ids[2]!])]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = done.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(reason).toMatchObject({ code: 'records_gone' });
  });

  it('brings over what was just being written to the merged record', async () => {
    const [older, newer] = [await contact({ [F.firstName]: 'A' }), await contact({ [F.firstName]: 'A' })];
    const noted = Promise.withResolvers<void>();
    const merged = Promise.withResolvers<void>();
    const writing = inside(async (db) => {
      await addNote(db, seat.actor, seat.ids, { record: { objectId: CONTACT, id: newer }, body: 'In the last moment' });
      noted.resolve();
      await merged.promise;
    });
    await noted.promise;
    await merge([older, newer]);
    await sweepMerges(test.database, seat.accountId);
    await sweepMerges(test.database, seat.accountId);
    expect(await hanging('notes', older)).toBe(0);
    merged.resolve();
    await writing;
    await test.settle(seat.accountId);
    expect(await hanging('notes', older)).toBe(1);
  });

  it('is for those alone who may change and delete every record, and tells nobody else of any', async () => {
    const ids = [await contact({ [F.firstName]: 'A' }), await contact({ [F.firstName]: 'A' })];
    const reader = await makeUser(test, seat, { role: 'Read only' });
    await expect(merge(ids, {}, reader)).rejects.toMatchObject({ status: 403 });
    const sales = await makeUser(test, seat, { role: 'Sales' });
    await expect(merge(ids, {}, sales)).rejects.toMatchObject({ code: expect.stringMatching(/records_gone|not_allowed/) });
    const stranger = await makeAccount(test);
    await expect(
      test.database.account(stranger.accountId, async (db) =>
        mergeRecords(
          db,
          { actor: stranger.actor, viewer: await viewerOf(db, stranger.userId), ids: stranger.ids },
          { objectId: CONTACT, recordIds: ids, policy: 'fill', picks: {} },
        ),
      ),
    ).rejects.toMatchObject({ code: 'records_gone' });
  });

  it('cannot be undone while its survivor lies in another record, nor by restoring from the bin', async () => {
    const [a, b, c] = [await contact({ [F.firstName]: 'A' }), await contact({ [F.firstName]: 'B' }), await contact({ [F.firstName]: 'C' })];
    const first = await merge([b, c]);
    const second = await merge([a, b]);
    await expect(undo(first.mergeIds[0]!)).rejects.toMatchObject({ code: 'merged_again' });
    const seen = await inside(async (db) => readRecord(db, await viewerOf(db, seat.userId), { objectId: CONTACT, id: c }));
    expect(seen.record.id).toBe(a);
    const { rejected } = await inside((db) => restoreRecords(db, seat.actor, { objectId: CONTACT, recordIds: [c] }));
    expect(rejected).toMatchObject([{ reason: 'was_merged' }]);
    await undo(second.mergeIds[0]!);
    await undo(first.mergeIds[0]!);
    expect((await Promise.all([a, b, c].map(row))).map((record) => record?.name)).toEqual(['A', 'B', 'C']);
  });

  it('erases and hands out the merged records with the person', async () => {
    const [older, newer] = [await contact({ [F.firstName]: 'Jane' }), await contact({ [F.firstName]: 'Zeppelina' })];
    const { mergeIds } = await merge([older, newer]);
    const viewer = await inside((db) => viewerOf(db, seat.userId));
    expect(JSON.stringify(await inside((db) => exportPerson(db, seat.actor, viewer, { objectId: CONTACT, id: older })))).toContain(
      'Zeppelina',
    );
    await inside((db) => erasePerson(db, seat.actor, viewer, { objectId: CONTACT, id: older }));
    const { rows } = await test.owner.query(
      `select (select count(*)::int from records where account_id = $1 and object_id = 0) as records,
         (select count(*)::int from events where account_id = $1 and object_id = 0 and personal is not null) as personal,
         (select count(*)::int from merges where account_id = $1) + (select count(*)::int from merge_moves where account_id = $1)
           + (select count(*)::int from merged_records where account_id = $1) as merges`,
      [seat.accountId],
    );
    expect(rows[0]).toEqual({ records: 0, personal: 0, merges: 0 });
    await expect(undo(mergeIds[0]!)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leads imports by old ids to the survivor', async () => {
    const [older, newer] = [await contact({ [F.firstName]: 'A' }), await contact({ [F.firstName]: 'A' })];
    await test.owner.query("insert into import_keys values ($1, 0, 'elsewhere', 'x-7', $2, 1)", [seat.accountId, newer]);
    const { mergeIds } = await merge([older, newer]);
    const holder = async () =>
      (await test.owner.query('select record_id::int from import_keys where account_id = $1', [seat.accountId])).rows[0].record_id;
    expect(await holder()).toBe(older);
    await undo(mergeIds[0]!);
    expect(await holder()).toBe(newer);
  });
});

describe('permission after a merge', () => {
  const STATUSES = [-5, -3, -2, 0, 1, 2];
  const RANK = [-2, -5, -3, 0, 1, 2];
  const verdict = async (id: number) => {
    const { rows } = await test.owner.query(
      'select email_status::int as status from records where account_id = $1 and object_id = 0 and id = $2',
      [seat.accountId, id],
    );
    return rows[0].status as number;
  };

  it.each(STATUSES.flatMap((own) => STATUSES.map((theirs) => [own, theirs] as const)))(
    'of %i and %i is never more than either had, whoever opted out, nor after it is undone',
    async (own, theirs) => {
      for (const out of ['nobody', 'older', 'newer'] as const) {
        const mark = Math.random().toString(36).slice(2);
        const older = await contact({ [F.firstName]: 'A', [F.email]: `a${mark}@example.com` });
        const newer = await contact({ [F.firstName]: 'A', [F.email]: `b${mark}@example.com` });
        const set = (id: number, status: number) =>
          test.owner.query('update records set email_status = $3 where account_id = $1 and object_id = 0 and id = $2', [
            seat.accountId,
            id,
            status,
          ]);
        if (out !== 'nobody') {
          const recordIds = [out === 'older' ? older : newer];
          await inside((db) => unsubscribe(db, seat.actor, { objectId: CONTACT, recordIds, channel: 'email', how: 'link' }));
        }
        await set(older, own);
        await set(newer, theirs);
        const { mergeIds } = await merge([older, newer]);
        const status = await verdict(older);
        expect(RANK.indexOf(status)).toBeLessThanOrEqual(RANK.indexOf(own));
        const bounceElsewhere = theirs === -2;
        if (!bounceElsewhere) expect(RANK.indexOf(status)).toBeLessThanOrEqual(RANK.indexOf(theirs));
        if (out !== 'nobody' || bounceElsewhere) expect(status).toBeLessThanOrEqual(0);
        const permitted = () =>
          inside((db) =>
            permitMail(db, seat.actor, { objectId: CONTACT, recordIds: [older, newer], purpose: 'bulk', causeIds: [null, null] }),
          );
        if (out !== 'nobody' || status < 1) expect((await permitted()).permits).toEqual([]);
        const after = await verdict(older);
        await undo(mergeIds[0]!);
        expect(RANK.indexOf(await verdict(older))).toBeLessThanOrEqual(RANK.indexOf(after));
        expect(await verdict(newer)).toBe(theirs);
      }
    },
  );

  it('that was withdrawn since the merge stays withdrawn for both', async () => {
    const older = await contact({ [F.firstName]: 'A', [F.email]: 'a@example.com' });
    const newer = await contact({ [F.firstName]: 'A', [F.email]: 'b@example.com' });
    await test.owner.query('update records set email_status = 2 where account_id = $1', [seat.accountId]);
    const { mergeIds } = await merge([older, newer]);
    await inside((db) => unsubscribe(db, seat.actor, { objectId: CONTACT, recordIds: [older], channel: 'email', how: 'link' }));
    expect((await undo(mergeIds[0]!)).kept).toEqual([expect.stringContaining('opt-out since')]);
    expect(await verdict(newer)).toBe(0);
  });
});
