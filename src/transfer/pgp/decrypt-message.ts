import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import {
  config,
  decrypt,
  readKey,
  readMessage,
  readPrivateKey,
  type DecryptMessageResult,
  type MaybeStream,
  type Message,
  type PublicKey,
} from 'openpgp';
import { Problem } from '../../app/kernel/problem.ts';

export interface SignatureRules {
  /** The sender's public key, with which a signature is checked. */
  senderKey?: string | undefined;
  /** Whether a file without a good signature is refused. */
  needsSignature?: boolean | undefined;
}

export interface DecryptedFile {
  /** Comes before it is known whether all of it is whole: what was made of it has to go when reading fails. */
  bytes: AsyncGenerator<Uint8Array>;
  /** To be asked once all bytes were read: the fingerprint of whose signature is good, null where none was asked for. Refuses a bad one. */
  signedBy: () => Promise<string | null>;
}

/** Without this the whole message would be held until its end proves it whole; a file that fails at the end is thrown away as a whole. */
const STREAMING = { ...config, allowUnauthenticatedStream: true };

/**
 * Opens a message with whichever of the account's keys it was encrypted for. Refuses, each with one sentence, a message for other keys
 * (`wrong_key`), one that was changed on its way (`tampered`) or could have been (`not_protected`), and one without the signature asked for
 * (`not_signed`, `bad_signature`).
 */
export async function decryptMessage(
  bytes: AsyncIterable<Uint8Array>,
  form: 'armored' | 'binary',
  { keys, senderKey, needsSignature = false }: SignatureRules & { keys: readonly string[] },
): Promise<DecryptedFile> {
  const sender = senderKey ? await readKey({ armoredKey: senderKey }) : undefined;
  const opened = await open(bytes, form, keys, sender).catch((error: Error) => {
    throw openingProblem(error);
  });
  return {
    bytes: plainBytes(opened.data as unknown as ReadableStream<Uint8Array>),
    signedBy: () => checkedSignature(opened, sender, needsSignature),
  };
}

async function open(bytes: AsyncIterable<Uint8Array>, form: 'armored' | 'binary', keys: readonly string[], sender: PublicKey | undefined) {
  const stream = Readable.toWeb(Readable.from(form === 'armored' ? asText(bytes) : bytes, { objectMode: true })) as never;
  const message: Message<MaybeStream<Uint8Array>> =
    form === 'armored' ? await readMessage({ armoredMessage: stream }) : await readMessage({ binaryMessage: stream });
  if (message.getEncryptionKeyIDs().length === 0) {
    throw new Problem(
      'wrong_key',
      'This file is locked with a passphrase, not for a key. Have it encrypted for the public key of this account.',
    );
  }
  const decryptionKeys = await Promise.all(keys.map((armoredKey) => readPrivateKey({ armoredKey })));
  if (decryptionKeys.length === 0) throw wrongKey();
  return decrypt({ message, decryptionKeys, ...(sender ? { verificationKeys: [sender] } : {}), format: 'binary', config: STREAMING });
}

async function* asText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const piece of bytes) yield Buffer.from(piece).toString('latin1');
}

async function* plainBytes(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw openingProblem(error as Error);
  }
}

async function checkedSignature(
  { signatures }: Pick<DecryptMessageResult, 'signatures'>,
  sender: PublicKey | undefined,
  needed: boolean,
): Promise<string | null> {
  if (!sender) return null;
  const byId = sender.getKeys().map((key) => key.getKeyID().toHex());
  const theirs = signatures.find(({ keyID }) => byId.includes(keyID.toHex()));
  if (!theirs) {
    if (!needed) return null;
    throw new Problem('not_signed', 'This file is not signed by the sender whose key was given. Ask them to sign it, and send it again.');
  }
  const isGood = await theirs.verified.catch(() => false);
  if (!isGood) {
    throw new Problem(
      'bad_signature',
      'The signature of this file is not good: it was changed, or the sender’s key is no longer valid. Ask them to send it again.',
    );
  }
  return sender.getFingerprint().toUpperCase();
}

const wrongKey = (): Problem =>
  new Problem(
    'wrong_key',
    'This file was encrypted for another key than this account’s. Give the sender the public key of this account, and have it encrypted for that.',
  );

/** The library tells its refusals apart by words alone. */
function openingProblem(error: Error): Problem {
  if (error instanceof Problem) return error;
  const { message } = error;
  if (/session key decryption failed|no decryption key packets found|no private key|error decrypting session keys/i.test(message))
    return wrongKey();
  if (/not authenticated|missing mdc|without integrity/i.test(message)) {
    return new Problem(
      'not_protected',
      'This file is encrypted without protection against changes. Have it encrypted with a current program, and send it again.',
    );
  }
  return new Problem('tampered', 'This encrypted file is damaged, or was changed on its way. Ask for it to be sent again.');
}
