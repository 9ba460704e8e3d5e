import type { AccountDb, Database } from '../../app/db.ts';
import { accountSettings, installationOf, installationSettings, installationSmtp, type InstallationSmtp } from '../../accounts/index.ts';
import type { Purpose } from '../../compliance/index.ts';
import { activeTransports, type TransportRow } from '../queries/transports.ts';
import type { Pace, WarmUp } from '../rules/transport-schema.ts';
import { directTerms } from '../smtp/direct-terms.ts';
import type { Way } from '../smtp/post-room.ts';
import { unsealPassword } from '../smtp/sealing.ts';
import { senderOf, type Sender } from '../smtp/sender.ts';
import { CONNECTIONS } from '../smtp/transport.ts';

/** What of the installation letters depend on; asked for before the account's transaction. */
export interface Outside {
  smtp: InstallationSmtp | undefined;
  /** Whether it serves others than its own company: they may not reach into its network. */
  hosts: boolean;
}

export async function outsideOf(database: Database): Promise<Outside> {
  return { smtp: await installationSmtp(database), hosts: (await installationSettings(database)).hosting === 'hosts' };
}

/** One way by which letters can leave, and how fast. */
export interface WayOut {
  /** 0 for the server of the settings, or of the installation. */
  transportId: number;
  way: Way;
  pace: Pace | null;
  warmUp: WarmUp | null;
}

export interface WaysOut {
  ways: WayOut[];
  /** The way letters of a purpose leave by; undefined while there is none. */
  wayFor: (purpose: Purpose) => WayOut | undefined;
  /** Whom the account's letters come from by its settings. */
  sender: Sender;
}

/** Which transports a purpose's letters are looked for in, the first first. */
const STREAMS: Readonly<Record<Purpose, readonly TransportRow['stream'][]>> = {
  bulk: ['bulk', 'all'],
  transactional: ['transactional', 'all'],
  'one-to-one': ['transactional', 'all'],
  confirmation: ['confirmation', 'transactional', 'all'],
};

/** The ways out of the account of this transaction: its transports by stream, and for the rest the server of its settings or the installation's. */
export async function waysOut(db: AccountDb, database: Database, outside: Outside): Promise<WaysOut> {
  const sender = await senderOf(db, database, outside.smtp);
  const { secretKey, allowsPrivateHosts } = installationOf(database);
  const isOurs = !outside.hosts || allowsPrivateHosts === true || (await accountSettings(db)).kind === 'operator';
  const rows = await activeTransports(db);
  const own = rows.map((row) => ({ stream: row.stream, out: wayOf(row, secretKey, isOurs) }));
  const settled: WayOut | undefined = sender.server && {
    transportId: 0,
    way: { kind: 'smtp', connections: CONNECTIONS, server: { ...sender.server, allowPrivate: isOurs || !sender.isOwnServer } },
    pace: null,
    warmUp: null,
  };
  const wayFor = (purpose: Purpose): WayOut | undefined => {
    for (const stream of STREAMS[purpose]) {
      const found = own.find((each) => each.stream === stream);
      if (found) return found.out;
    }
    return settled;
  };
  return { ways: [...own.map(({ out }) => out), ...(settled ? [settled] : [])], wayFor, sender };
}

function wayOf(row: TransportRow, secretKey: string, isOurs: boolean): WayOut {
  const base = { transportId: row.id, pace: row.pace, warmUp: row.warm_up };
  if (row.kind === 'direct') return { ...base, way: { kind: 'direct', terms: directTerms() } };
  const password = row.smtp_password_sealed ? (unsealPassword(secretKey, row.smtp_password_sealed) ?? '') : '';
  const server = {
    host: row.smtp_host,
    port: row.smtp_port,
    security: row.smtp_security,
    user: row.smtp_user,
    password,
    allowPrivate: isOurs,
  };
  return { ...base, way: { kind: 'smtp', connections: row.connections, server } };
}
