import type { Database } from '../../app/db.ts';
import { installationOf } from '../../accounts/index.ts';
import { readMailToken } from '../letters/mail-tokens.ts';
import { accountOfAddress, operatorAccount } from '../queries/inbound-mails.ts';
import { domainOfAddress } from '../rules/address.ts';
import { letterOfReturnPath } from './reading/understand-mail.ts';
import type { ArrivedMail } from './take-mail.ts';

/** Addresses of the installation itself: what RFC 2142 asks for, and where providers send complaints. */
const DESKS = new Set(['abuse', 'postmaster', 'feedback', 'fbl']);

/** For whom mail to an address is: the account, and what the address names there. */
export type Receiver = Pick<ArrivedMail, 'accountId' | 'toAddress' | 'returnedTo' | 'channelId' | 'desk'>;

/** Whose an address is; undefined for one that is not ours, from which nothing is taken. */
export async function receiverOf(database: Database, given: string): Promise<Receiver | undefined> {
  const toAddress = given.toLowerCase();
  const { secretKey, inbound } = installationOf(database);
  const mailHost = inbound?.mailHost ?? '';
  const returnedTo = letterOfReturnPath(secretKey, toAddress);
  if (returnedTo) return { accountId: returnedTo.accountId, toAddress, returnedTo };
  const local = toAddress.slice(0, toAddress.lastIndexOf('@'));
  const channel = local.startsWith('c.') ? readMailToken(secretKey, 'channel', local.slice(2)) : undefined;
  if (channel) return { accountId: channel.accountId, toAddress, channelId: channel.id };
  return database.system(async (db) => {
    const account = await accountOfAddress(db, toAddress, mailHost);
    if (account !== null) return { accountId: account, toAddress };
    if (domainOfAddress(toAddress) !== mailHost || !DESKS.has(local)) return undefined;
    const operator = await operatorAccount(db);
    return operator === null ? undefined : { accountId: operator, toAddress, desk: local };
  });
}
