import type { AccountDb, Database } from '../../app/db.ts';
import { accountSettings, usersOf, type AccountUser } from '../../accounts/index.ts';
import type { RecordRow } from '../../records/index.ts';
import { signingFor } from '../domains/signing-for.ts';
import { mailSettingsRow } from '../queries/settings.ts';
import type { VersionRow } from '../queries/messages.ts';
import { domainOfAddress } from '../rules/address.ts';
import type { Sender } from '../smtp/sender.ts';

/** From whom one letter comes, and where answers to it go. */
export interface LetterFrom {
  fromName: string;
  fromAddress: string;
  replyTo: string;
}

export interface SendersAsked {
  database: Database;
  /** What the account's settings say. */
  account: Sender;
  version: Pick<VersionRow, 'sender' | 'from_name' | 'reply_to'>;
  records: readonly Pick<RecordRow, 'id' | 'owner_id' | 'values'>[];
}

/**
 * From whom each record's letter comes, by record id. An address outside the account's verified domains cannot stand as the sender of a letter
 * that leaves here: the name stays, the account's address takes its place, and answers go to the address that was meant.
 */
export async function findSenders(db: AccountDb, asked: SendersAsked): Promise<Map<number, LetterFrom>> {
  const { version, records, account } = asked;
  const people = needsUsers(version) ? await usersOf(db) : [];
  const { ownerUserId } = await accountSettings(db);
  const meant = new Map(records.map((record) => [record.id, personOf(asked, record, { people, ownerUserId })]));
  const addresses = [...new Set([...meant.values()].flatMap((person) => (person ? [person.address] : [])))];
  const own = await ownAddresses(db, asked, addresses);
  return new Map(
    records.map(({ id }) => {
      const person = meant.get(id);
      const fromName = version.from_name || person?.name || account.fromName;
      if (!person) return [id, { fromName, fromAddress: account.fromAddress, replyTo: version.reply_to || account.replyTo }];
      return own.has(person.address)
        ? [id, { fromName, fromAddress: person.address, replyTo: version.reply_to }]
        : [id, { fromName, fromAddress: account.fromAddress, replyTo: version.reply_to || person.address }];
    }),
  );
}

/**
 * Which of these addresses letters may come from: those of verified sending domains, and those of the domain the account sends from by a mail
 * server of its own, which answers for them itself.
 */
async function ownAddresses(
  db: AccountDb,
  { database, account }: Pick<SendersAsked, 'database' | 'account'>,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set();
  const signed = await signingFor(db, database, addresses);
  const { from_address: settled } = await mailSettingsRow(db);
  const served = account.isOwnServer && settled !== '' ? domainOfAddress(settled) : null;
  return new Set(
    addresses.filter((address) => signed.has(address) || address === account.fromAddress || domainOfAddress(address) === served),
  );
}

interface Person {
  name: string;
  address: string;
}

interface Known {
  people: readonly AccountUser[];
  ownerUserId: number | null;
}

const needsUsers = ({ sender }: SendersAsked['version']): boolean => sender.from !== 'account' && sender.from !== 'address';

/** Who is meant to have written to this record; undefined for the account itself. */
function personOf({ version: { sender } }: SendersAsked, record: SendersAsked['records'][number], known: Known): Person | undefined {
  switch (sender.from) {
    case 'account':
      return undefined;
    case 'address':
      return { name: sender.name, address: sender.address.toLowerCase() };
    case 'owner':
      return userOf(known, record.owner_id ?? known.ownerUserId);
    case 'user':
      return userOf(known, sender.userId);
    case 'field': {
      const named = record.values[sender.fieldId];
      return userOf(known, typeof named === 'number' ? named : null);
    }
  }
}

function userOf({ people }: Known, id: number | null): Person | undefined {
  const user = people.find((each) => each.id === id && !each.hasLeft);
  return user && { name: user.name, address: user.email.toLowerCase() };
}
