import { beforeAll, describe, expect, it } from 'vitest';
import { makeContacts } from '../../../test/mail.ts';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { prepareInstallation } from '../../accounts/index.ts';
import { createField, recordsByIds } from '../../records/index.ts';
import type { LetterSender } from '../schema.ts';
import { senderOf } from '../smtp/sender.ts';
import { findSenders } from './find-senders.ts';

const test = testDatabase();
let owner: TestSeat;
let seller: TestSeat;
let contacts: number[];
let fieldId: number;

beforeAll(async () => {
  prepareInstallation(test.database, { baseUrl: 'http://quayside.test', secretKey: 'a secret key of thirty-two letters' });
  owner = await makeAccount(test, { name: 'Harbour Bakery' });
  seller = await makeUser(test, owner, { name: 'Ada Seller', email: 'ada@harbour.example' });
  contacts = await makeContacts(test, owner, 2);
  await test.owner.query('update records set owner_id = $3 where account_id = $1 and object_id = 0 and id = $2', [
    owner.accountId,
    contacts[0],
    seller.userId,
  ]);
  fieldId = await test.database.account(owner.accountId, (db) =>
    createField(db, owner.actor, owner.ids, { objectId: 0, sectionId: 1, label: 'Sales rep', type: 'user' }),
  );
  await test.owner.query(
    'update records set values = values || jsonb_build_object($3::text, $4::bigint) where account_id = $1 and object_id = 0 and id = $2',
    [owner.accountId, contacts[1], String(fieldId), seller.userId],
  );
  await test.owner.query(
    "insert into mail_settings (account_id, from_name, from_address, smtp_host, updated_at) values ($1, 'The bakery', 'desk@harbour.example', 'smtp.harbour.example', now())",
    [owner.accountId],
  );
});

const senders = (sender: LetterSender, replyTo = '') =>
  test.database.account(owner.accountId, async (db) => {
    const account = await senderOf(db, test.database, undefined);
    const records = await recordsByIds(db, 0, contacts);
    const found = await findSenders(db, {
      database: test.database,
      account,
      version: { sender, from_name: '', reply_to: replyTo },
      records,
    });
    return contacts.map((id) => found.get(id));
  });

const DESK = { fromName: 'The bakery', fromAddress: 'desk@harbour.example', replyTo: '' };
const ADA = { fromName: 'Ada Seller', fromAddress: 'ada@harbour.example', replyTo: '' };

describe('a letter comes', () => {
  it('from the account where nothing else is said', async () => {
    expect(await senders({ from: 'account' })).toEqual([DESK, DESK]);
  });

  it('from whoever owns the record, whoever a field names, or one user; from the account where that is nobody', async () => {
    const [first] = await senders({ from: 'owner' });
    expect(first).toEqual(ADA);
    expect(await senders({ from: 'field', fieldId })).toEqual([DESK, ADA]);
    expect(await senders({ from: 'user', userId: seller.userId })).toEqual([ADA, ADA]);
    expect(await senders({ from: 'user', userId: 999 })).toEqual([DESK, DESK]);
  });

  it('from the account’s address with the name that was meant, where the one that was meant is not the account’s to use', async () => {
    const [letter] = await senders({ from: 'address', name: 'A bank', address: 'Service@Bank.example' });
    expect(letter).toEqual({ fromName: 'A bank', fromAddress: 'desk@harbour.example', replyTo: 'service@bank.example' });
  });

  it('with answers going where the message says', async () => {
    expect((await senders({ from: 'user', userId: seller.userId }, 'answers@harbour.example'))[0]).toEqual({
      ...ADA,
      replyTo: 'answers@harbour.example',
    });
  });
});
