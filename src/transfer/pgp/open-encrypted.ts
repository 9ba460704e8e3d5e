import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { privateKeys } from '../keys/sealed-keys.ts';
import { firstBytes, type BegunFile } from '../reading/first-bytes.ts';
import { pgpKind } from '../rules/pgp-message.ts';
import { decryptMessage, type SignatureRules } from './decrypt-message.ts';

export interface EncryptionRules extends SignatureRules {
  /** Whether a file that is not encrypted is refused. */
  needsEncryption?: boolean | undefined;
}

export interface OpenedFile extends BegunFile {
  /** To be asked once all bytes were read; undefined for a file that was not encrypted. Refuses what is not signed as was asked for. */
  proven: () => Promise<{ signedBy: string | null } | undefined>;
}

/** Opens a file that is encrypted for the account; gives any other as it is, unless it has to be encrypted (`not_encrypted`). */
export async function openEncrypted(database: Database, accountId: number, file: BegunFile, rules: EncryptionRules): Promise<OpenedFile> {
  const kind = pgpKind(file.start);
  if (kind === 'key' || kind === 'signed') {
    const what = kind === 'key' ? 'a PGP key' : 'a PGP signature';
    throw new Problem('not_a_message', `This is ${what}, not a file with rows. Upload the encrypted file itself.`);
  }
  if (kind === undefined) {
    if (rules.needsEncryption || rules.needsSignature) {
      throw new Problem(
        'not_encrypted',
        'This file is not encrypted, and this source takes encrypted files only. Have it encrypted for the public key of this account.',
      );
    }
    return { ...file, proven: async () => undefined };
  }
  const keys = await privateKeys(database, accountId, 'pgp');
  const { bytes, signedBy } = await decryptMessage(file.bytes, kind, { ...rules, keys });
  return { ...(await firstBytes(bytes)), proven: async () => ({ signedBy: await signedBy() }) };
}
