import type { AccountDb, Database } from '../../app/db.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { installationOf } from '../../accounts/index.ts';
import { accountOfAddress, dropAddress, keepAddress } from '../queries/inbound-mails.ts';
import { domainOfAddress } from '../rules/address.ts';

/**
 * Has mail to an address taken for this account: at once on the installation's own mail host, on a domain of the account's own as long as it is
 * verified. Refuses with `address_taken` on the installation's host where another account has it.
 */
export async function keepInboundAddress(db: AccountDb, database: Database, address: string): Promise<void> {
  const wanted = address.toLowerCase();
  const mailHost = installationOf(database).inbound?.mailHost ?? '';
  if (domainOfAddress(wanted) === mailHost) {
    const account = await accountOfAddress(db, wanted, mailHost);
    if (account !== null && account !== db.accountId) {
      throw invalid('address', `${wanted} belongs to somebody else here. Choose another.`, 'address_taken');
    }
  }
  await keepAddress(db, wanted);
}

/** Mail to the address is no longer taken for this account. */
export const dropInboundAddress = (db: AccountDb, address: string): Promise<void> => dropAddress(db, address.toLowerCase());
