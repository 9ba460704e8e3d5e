import type { AccountDb } from '../../app/db.ts';
import { accountSettings } from '../../accounts/index.ts';
import {
  compileDocument,
  documentMaterials,
  mergePaths,
  signaturesOf,
  type CompileOptions,
  type Materials,
  type Signature,
} from '../../documents/index.ts';
import { LETTER_TEXTS } from './letter-texts.ts';
import type { MessageRow, VersionRow } from '../queries/messages.ts';

/** What a version of a message holds beside its number: templates that only need filling in. */
export type CompiledMessage = Omit<VersionRow, 'message_id' | 'version'>;

/** What of a message its letters are made from. */
export type MessageToCompile = Pick<
  MessageRow,
  'purpose' | 'subject' | 'preheader' | 'body' | 'text_part' | 'from_name' | 'reply_to' | 'sender' | 'utm'
>;

/** Compiles a message without problems, with the brand, saved blocks and pictures of now. Bulk letters get the account's address and the way out at their foot. */
export async function compiledMessage(db: AccountDb, message: MessageToCompile): Promise<CompiledMessage> {
  const { html, text, links, conditions, assets, bytes } = await compileDocument(message.body, await compileOptions(db, message));
  const asked = [message.subject, html, text, ...links].flatMap(mergePaths);
  return {
    purpose: message.purpose,
    subject: message.subject,
    html,
    text,
    links,
    merge_fields: [...new Set(asked)].filter((path) => !OWN.test(path)),
    conditions,
    assets,
    html_bytes: bytes,
    source: { subject: message.subject, preheader: message.preheader, body: message.body, text_part: message.text_part },
    from_name: message.from_name,
    reply_to: message.reply_to,
    sender: message.sender,
    utm: message.utm,
  };
}

/** What each letter has of its own, whatever its record: its addresses, and which of its blocks are shown. */
const OWN = /^(?:links\b|when\.|unsubscribe_url$|preferences_url$|confirm_url$)/;

/** With what a message's document is compiled; `materials` where they are at hand. */
export async function compileOptions(
  db: AccountDb,
  message: Pick<MessageToCompile, 'purpose' | 'preheader' | 'body' | 'text_part' | 'sender'>,
  materials?: Materials,
): Promise<CompileOptions> {
  const { name, locale } = await accountSettings(db);
  const { reason, unsubscribe, preferences } = LETTER_TEXTS;
  return {
    ...(materials ?? (await documentMaterials(db, message.body))),
    preheader: message.preheader,
    language: locale,
    plainText: message.text_part,
    signature: await signatureOf(db, message.sender),
    ...(message.purpose === 'bulk' ? { footer: { reason: reason(name), unsubscribe, preferences } } : {}),
  };
}

/** The words of whoever the letters come from: each owner's own, one user's, or the brand's. */
async function signatureOf(db: AccountDb, sender: MessageRow['sender']): Promise<Signature> {
  if (sender.from === 'owner') return { of: 'owner' };
  const userId = sender.from === 'user' ? sender.userId : undefined;
  const own = userId === undefined ? undefined : (await signaturesOf(db, [userId])).get(userId);
  return own ? { text: own } : { text: '' };
}
