import { sql, type Sql } from '../../app/db.ts';

/** How large a set is asked about: it says only how what concerns a record is looked up, one by one or hashed once for all. */
export type SetSize = 'few' | 'many';

/** What the gate must know of the account before it looks at anybody. */
export interface GateTerms {
  accountId: number;
  salt: Sql;
  now: Date;
  isStopped: Sql;
  isStoppedByOperator: Sql;
  /** Whether letters are asked about that are only queued: what passes with time is looked at when they would leave. */
  isQueueing: boolean;
  hasPostalAddress: boolean;
}

/** The terms as sub-selects, which a statement evaluates once. */
export const gateTerms = ({ accountId, now }: { accountId: number; now: Date }, hasPostalAddress: boolean): GateTerms => ({
  accountId,
  now,
  salt: saltOf(accountId),
  isStopped: sql`exists (select from stopped_channels sc where sc.account_id = ${accountId}::bigint and sc.channel = 'email')`,
  isStoppedByOperator: sql`exists (select from operator_stops os where os.account_id = ${accountId}::bigint and os.channel in ('email', 'all'))`,
  isQueueing: false,
  hasPostalAddress,
});

/** For letters that are only queued: a stop, a pause or a cap may be over when they would leave. */
export const whileQueueing = (terms: GateTerms): GateTerms => ({
  ...terms,
  isQueueing: true,
  isStopped: sql`false`,
  isStoppedByOperator: sql`false`,
});

export const saltOf = (accountId: number): Sql => sql`(select st.salt from address_salts st where st.account_id = ${accountId}::bigint)`;

/** The hash under which an address is suppressed. */
export const addressHash = (salt: Sql, address: Sql): Sql => sql`encode(sha256(convert_to(${salt} || ${address}, 'UTF8')), 'hex')`;

/** What lists from elsewhere bring in place of an address. */
export const addressDigest = (address: Sql): Sql => sql`encode(sha256(convert_to(${address}, 'UTF8')), 'hex')`;

/** What hashes of the operator's list are mixed with. */
export const operatorSalt = sql`(select os.salt from operator_salt os)`;
