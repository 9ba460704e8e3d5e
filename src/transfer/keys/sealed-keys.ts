import { installationOf } from '../../accounts/index.ts';
import type { Database } from '../../app/db.ts';
import { seal, unseal } from '../../app/sealing.ts';
import { keysOf } from '../queries/account-keys.ts';
import type { KeyKind } from '../schema.ts';

const PURPOSE = 'quayside import secrets';

/** Seals a private key or password of an import source. */
export const sealSecret = (database: Database, secret: string): string => seal(installationOf(database).secretKey, PURPOSE, secret);

/** The secret again; undefined when it was sealed by another installation. */
export const unsealSecret = (database: Database, sealed: string | null): string | undefined =>
  sealed === null ? undefined : unseal(installationOf(database).secretKey, PURPOSE, sealed);

/** The private keys of an account that can be opened here, newest first. */
export async function privateKeys(database: Database, accountId: number, kind: KeyKind): Promise<string[]> {
  const rows = await database.account(accountId, (db) => keysOf(db, kind));
  return rows.map((row) => unsealSecret(database, row.private_sealed)).filter((key) => key !== undefined);
}
