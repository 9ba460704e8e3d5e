import { installationOf } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import { letterMark, MARK_NAME, type MarkedPerson } from './letter-mark.ts';
import { domainOfHost } from './rules/domains.ts';
import { siteOf } from './site-of.ts';

/** The address to which a link of a letter leads, with who followed it where it is a page of the account's own sites. */
export async function markLink(db: AccountDb, database: Database, asked: MarkedPerson & { address: string }): Promise<string> {
  const { address, objectId, recordId } = asked;
  if (!URL.canParse(address)) return address;
  const site = await siteOf(database, db.accountId);
  const target = new URL(address);
  if (!site || site.consent === 'never' || !domainOfHost(site.domains, target.hostname.toLowerCase())) return address;
  const mark = letterMark(installationOf(database).secretKey, db.accountId, { objectId, recordId, now: db.now });
  target.searchParams.append(MARK_NAME, mark);
  return target.href;
}
