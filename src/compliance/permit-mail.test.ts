import { expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { makeContacts } from '../../test/mail.ts';
import { sql, type AccountDb } from '../app/db.ts';
import { criteriaContext, countMatching, compileCriteria } from '../criteria/index.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { createRecord, setPermissionStatus } from '../records/index.ts';
import { declarePermission } from './declare-permission.ts';
import { explainPermission } from './explain-permission.ts';
import { giveConsent } from './give-consent.ts';
import { keepOptOuts } from './keep-opt-outs.ts';
import { countVerdicts, permitMail } from './permit-mail.ts';
import { redeemPermit } from './permit.ts';
import { recordHardBounces } from './record-hard-bounces.ts';
import { resumeSending } from './resume-sending.ts';
import type { Purpose } from './schema.ts';
import { stopSending } from './stop-sending.ts';
import { suppressAddress } from './suppress-address.ts';
import { unsubscribe } from './unsubscribe.ts';

const db = testDatabase();
const PURPOSES: Purpose[] = ['bulk', 'transactional', 'one-to-one'];

async function account(postalAddress = '1 Quay, Harbour'): Promise<TestSeat> {
  const seat = await makeAccount(db);
  await db.owner.query('update accounts set postal_address = $2 where account_id = $1', [seat.accountId, postalAddress]);
  return seat;
}

async function contact(seat: TestSeat, email: string | null, status = 0): Promise<number> {
  return inside(seat, async (account) => {
    const id = await createRecord(account, seat.actor, seat.ids, { objectId: 0, values: { 1: 'Ada', ...(email ? { 3: email } : {}) } });
    await setPermissionStatus(account, { objectId: 0, recordIds: [id], channel: 'email', status });
    return id;
  });
}

const inside = <T>(seat: TestSeat, work: (account: AccountDb) => Promise<T>): Promise<T> => db.database.account(seat.accountId, work);

/** What the gate says for each purpose: bulk, transactional, one-to-one. */
async function verdicts(seat: TestSeat, id: number): Promise<string[]> {
  return inside(seat, async (account) => {
    const said: string[] = [];
    for (const purpose of PURPOSES) {
      const { permits, refused, held } = await permitMail(account, seat.actor, { objectId: 0, recordIds: [id], purpose });
      said.push(permits.length === 1 ? 'yes' : [...refused, ...held][0]!.reason);
    }
    return said;
  });
}

test('each status permits what it says', async () => {
  const seat = await account();
  const said: Record<number, string[]> = {};
  for (const status of [0, 1, 2, -2, -3, -5]) said[status] = await verdicts(seat, await contact(seat, `s${status}@example.com`, status));
  expect(said).toEqual({
    0: ['transactional_only', 'yes', 'yes'],
    1: ['yes', 'yes', 'yes'],
    2: ['yes', 'yes', 'yes'],
    [-2]: ['hard_bounce', 'hard_bounce', 'hard_bounce'],
    [-3]: ['unconfirmed', 'yes', 'yes'],
    [-5]: ['pending_review', 'yes', 'yes'],
  });
});

test('without an address, deleted or unknown: nothing may be sent', async () => {
  const seat = await account();
  const binned = await contact(seat, 'binned@example.com', 1);
  await db.owner.query('update records set deleted_at = now() where account_id = $1 and id = $2', [seat.accountId, binned]);
  expect(await verdicts(seat, await contact(seat, null, 1))).toEqual(['no_address', 'no_address', 'no_address']);
  expect(await verdicts(seat, binned)).toEqual(['deleted', 'deleted', 'deleted']);
  expect(await verdicts(seat, 999_999)).toEqual(['deleted', 'deleted', 'deleted']);
});

test('bulk mail needs the account’s postal address, other mail does not', async () => {
  const seat = await account('  ');
  expect(await verdicts(seat, await contact(seat, 'a@example.com', 2))).toEqual(['no_postal_address', 'yes', 'yes']);
});

test('a stopped account sends nothing until it is resumed', async () => {
  const seat = await account();
  const id = await contact(seat, 'a@example.com', 2);
  await inside(seat, (account) => stopSending(account, seat.actor, 'email', 'complaints'));
  expect(await verdicts(seat, id)).toEqual(['account_stopped', 'account_stopped', 'account_stopped']);
  await inside(seat, (account) => resumeSending(account, seat.actor, 'email'));
  expect(await verdicts(seat, id)).toEqual(['yes', 'yes', 'yes']);
});

test('an unsubscription reaches every record with the address, also one that comes later', async () => {
  const seat = await account();
  const [one, twin] = [await contact(seat, 'same@example.com', 2), await contact(seat, 'other@example.com', 2)];
  await db.owner.query("update records set email = 'same@example.com' where account_id = $1 and id = $2", [seat.accountId, twin]);
  await inside(seat, (account) => unsubscribe(account, seat.actor, { objectId: 0, recordIds: [one], channel: 'email', how: 'link' }));
  expect(await verdicts(seat, one)).toEqual(['suppressed', 'yes', 'yes']);
  expect(await verdicts(seat, twin)).toEqual(['suppressed', 'yes', 'yes']);
  const { rows } = await db.owner.query('select email_status from records where account_id = $1 and id = $2', [seat.accountId, one]);
  expect(rows[0].email_status).toBe(0);
});

test('a new consent lifts an unsubscription, and nothing lifts a bounce or a bar', async () => {
  const seat = await account();
  const [left, bounced, barred] = [
    await contact(seat, 'l@example.com', 1),
    await contact(seat, 'b@example.com', 1),
    await contact(seat, 'x@example.com', 1),
  ];
  const set = (id: number) => ({
    objectId: 0,
    recordIds: [id],
    channel: 'email' as const,
    how: 'user' as const,
    evidence: 'asked on the phone',
  });
  await inside(seat, async (account) => {
    await unsubscribe(account, seat.actor, set(left));
    await recordHardBounces(account, seat.actor, 0, [{ recordId: bounced, messageId: 1, causeId: null }]);
    await suppressAddress(account, seat.actor, 'email', ' X@example.com ');
  });
  expect(await verdicts(seat, bounced)).toEqual(['hard_bounce', 'hard_bounce', 'hard_bounce']);
  expect(await verdicts(seat, barred)).toEqual(['suppressed', 'suppressed', 'suppressed']);
  const given = await inside(seat, (account) => giveConsent(account, seat.actor, { ...set(left), recordIds: [left, bounced, barred] }));
  expect(given).toEqual([left]);
  expect(await verdicts(seat, left)).toEqual(['yes', 'yes', 'yes']);
  expect((await verdicts(seat, bounced))[0]).toBe('hard_bounce');
});

test('an import raises those nobody knows, and nobody who ever opted out', async () => {
  const seat = await account();
  const fresh = await contact(seat, 'fresh@example.com');
  const left = await contact(seat, 'left@example.com', 1);
  const twin = await contact(seat, 'left2@example.com');
  const review = await contact(seat, 'review@example.com', -5);
  const declaration = 'They signed up on our web site in 2025';
  await inside(seat, async (account) => {
    await keepOptOuts(account, seat.actor, { objectId: 0, recordIds: [left], channel: 'email', importId: 1 });
    await account.run(sql`update records set email = 'left@example.com' where account_id = ${account.accountId} and id = ${twin}`);
    const raised = await declarePermission(account, seat.actor, {
      objectId: 0,
      recordIds: [fresh, left, twin, review],
      channel: 'email',
      importId: 2,
      declaration,
    });
    expect(raised).toEqual([fresh]);
    await expect(
      declarePermission(account, seat.actor, {
        objectId: 0,
        recordIds: [fresh],
        channel: 'email',
        importId: 3,
        declaration: 'We purchased this list from a broker',
      }),
    ).rejects.toMatchObject({ code: 'permission_not_accepted' });
  });
  expect((await verdicts(seat, fresh))[0]).toBe('yes');
  expect((await verdicts(seat, twin))[0]).toBe('suppressed');
  expect((await verdicts(seat, review))[0]).toBe('pending_review');
});

test('every refusal is an event with its reason, its cause and the message', async () => {
  const seat = await account();
  const id = await contact(seat, 'a@example.com', 0);
  const before = await inside(seat, (account) =>
    permitMail(account, seat.actor, { objectId: 0, recordIds: [id, id], purpose: 'bulk', causeIds: [7, null], messageId: 4 }),
  );
  expect(before.refused).toEqual([
    { position: 0, recordId: id, reason: 'transactional_only' },
    { position: 1, recordId: id, reason: 'transactional_only' },
  ]);
  const { rows } = await db.owner.query(
    "select record_id, subject_type, subject_id, cause_id, data, retention from events where account_id = $1 and kind = 'mail.refused' order by cause_id",
    [seat.accountId],
  );
  expect(rows).toEqual([
    {
      record_id: id,
      subject_type: 'email',
      subject_id: 4,
      cause_id: 7,
      data: { reason: 'transactional_only', purpose: 'bulk' },
      retention: 'proof',
    },
    {
      record_id: id,
      subject_type: 'email',
      subject_id: 4,
      cause_id: null,
      data: { reason: 'transactional_only', purpose: 'bulk' },
      retention: 'proof',
    },
  ]);
});

test('counting before sending, explaining one record and criteria say what sending says', async () => {
  const seat = await account();
  const ids: number[] = [];
  for (const status of [0, 0, 1, 2, -2, -3, -5]) ids.push(await contact(seat, `c${ids.length}@example.com`, status));
  ids.push(await contact(seat, null, 2));
  await inside(seat, (account) => unsubscribe(account, seat.actor, { objectId: 0, recordIds: [ids[3]!], channel: 'email', how: 'reply' }));
  await inside(seat, async (account) => {
    for (const purpose of PURPOSES) {
      const { permits, refused } = await permitMail(account, seat.actor, { objectId: 0, recordIds: ids, purpose });
      const counts = await countVerdicts(account, { objectId: 0, purpose, members: sql`select unnest(${ids}::bigint[]) as id` });
      const said = new Map<string | null, number>([[null, permits.length]]);
      for (const { reason } of refused) said.set(reason, (said.get(reason) ?? 0) + 1);
      expect(new Map(counts.map(({ reason, count }) => [reason, count]))).toEqual(said);

      const context = await criteriaContext(account, { objectId: 0, viewer: everyone });
      expect(await countMatching(account, compileCriteria({ reachable: purpose }, context))).toBe(permits.length);
    }
    const context = await criteriaContext(account, { objectId: 0, viewer: everyone });
    const matches = (operator: string) => countMatching(account, compileCriteria({ consent: 'email', operator }, context));
    expect([await matches('given'), await matches('withdrawn'), await matches('never_asked')]).toEqual([0, 1, 7]);

    const card = await explainPermission(account, {
      objectId: 0,
      id: ids[3]!,
      email: 'c3@example.com',
      emailStatus: 0,
      smsNumber: null,
      smsStatus: 0,
      preferencesUrl: null,
    });
    expect(card.email.refusals).toMatchObject({ bulk: 'suppressed', transactional: null, 'one-to-one': null });
    expect(card.history.map(({ state, how }) => [state, how])).toEqual([['withdrawn', 'reply']]);
  });
});

test('a permit is the gate’s alone, and good for one letter', async () => {
  const seat = await account();
  const id = await contact(seat, 'a@example.com', 1);
  const { permits } = await inside(seat, (account) => permitMail(account, seat.actor, { objectId: 0, recordIds: [id], purpose: 'bulk' }));
  const { permit } = permits[0]!;
  expect(() => redeemPermit({ ...permit })).toThrow('not issued by the gate');
  expect(redeemPermit(permit)).toBe('a@example.com');
  expect(() => redeemPermit(permit)).toThrow('used before');
});

test('a suppressed address cannot be read from the database, and is another one in another account', async () => {
  const [one, two] = [await account(), await account()];
  for (const seat of [one, two]) await inside(seat, (account) => suppressAddress(account, seat.actor, 'email', 'secret@example.com'));
  const { rows } = await db.owner.query<{ address_hash: string }>('select address_hash from suppressions where account_id in ($1, $2)', [
    one.accountId,
    two.accountId,
  ]);
  expect(new Set(rows.map(({ address_hash }) => address_hash)).size).toBe(2);
  expect(JSON.stringify(rows)).not.toContain('secret');
});

test('a permission is kept with its time, its way and its words, each channel apart', async () => {
  const seat = await account();
  const id = await contact(seat, 'a@example.com');
  await db.owner.query("update records set sms_number = '+14155550100' where account_id = $1 and id = $2", [seat.accountId, id]);
  const set = { objectId: 0, recordIds: [id], how: 'user' as const, sourceId: seat.userId, evidence: 'ticked the box at the fair' };
  await inside(seat, (account) => giveConsent(account, seat.actor, { ...set, channel: 'sms' }));
  const statuses = async () =>
    (await db.owner.query('select email_status, sms_status from records where account_id = $1 and id = $2', [seat.accountId, id])).rows[0];
  expect(await statuses()).toEqual({ email_status: 0, sms_status: 1 });
  await inside(seat, (account) => giveConsent(account, seat.actor, { ...set, channel: 'email' }));
  await inside(seat, (account) => unsubscribe(account, seat.actor, { ...set, channel: 'sms', evidence: 'STOP' }));
  expect(await statuses()).toEqual({ email_status: 1, sms_status: 0 });
  const { rows } = await db.owner.query(
    'select channel, state, how, source_id, at, personal from consents where account_id = $1 order by id',
    [seat.accountId],
  );
  const at = db.clock.now();
  expect(rows).toEqual([
    { channel: 'sms', state: 'given', how: 'user', source_id: seat.userId, at, personal: { evidence: 'ticked the box at the fair' } },
    { channel: 'email', state: 'given', how: 'user', source_id: seat.userId, at, personal: { evidence: 'ticked the box at the fair' } },
    { channel: 'sms', state: 'withdrawn', how: 'user', source_id: seat.userId, at, personal: { evidence: 'STOP' } },
  ]);
});

test('a large set is judged as each of its records is', async () => {
  const seat = await account();
  const ids = await makeContacts(db, seat, 600);
  await inside(seat, async (account) => {
    await unsubscribe(account, seat.actor, { objectId: 0, recordIds: ids.filter((id) => id % 7 === 0), channel: 'email', how: 'link' });
    await suppressAddress(account, seat.actor, 'email', `ada3.${seat.accountId}@example.com`);
    for (const purpose of PURPOSES) {
      const reasons = async (recordIds: number[]) =>
        (await permitMail(account, seat.actor, { objectId: 0, recordIds, purpose })).refused.map(({ recordId, reason }) => [
          recordId,
          reason,
        ]);
      expect(await reasons(ids)).toEqual([...(await reasons(ids.slice(0, 300))), ...(await reasons(ids.slice(300)))]);
      expect(await reasons(ids)).toHaveLength(purpose === 'bulk' ? new Set([...ids.filter((id) => id % 7 === 0), ids[3]]).size : 1);
    }
  });
});
