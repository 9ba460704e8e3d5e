import { compileDocument, mergePaths, pathsIn } from '../../documents/index.ts';
import { LETTER_TEXTS } from './letter-texts.ts';
import type { MessageRow, VersionRow } from '../queries/messages.ts';

/** What a version of a message holds beside its number: templates that only need filling in. */
export type CompiledMessage = Omit<VersionRow, 'message_id' | 'version'>;

/** Compiles a message without problems. Bulk letters get the account's address and the way out at their foot. */
export async function compiledMessage(
  message: Pick<MessageRow, 'purpose' | 'subject' | 'preheader' | 'body' | 'from_name' | 'reply_to' | 'sender' | 'utm'>,
  account: { name: string; locale: string },
): Promise<CompiledMessage> {
  const { html, text, links } = await compileDocument(message.body, {
    preheader: message.preheader,
    language: account.locale,
    ...(message.purpose === 'bulk' ? { footer: { reason: LETTER_TEXTS.reason(account.name), unsubscribe: LETTER_TEXTS.unsubscribe } } : {}),
  });
  return {
    purpose: message.purpose,
    subject: message.subject,
    html,
    text,
    links,
    merge_fields: [...new Set([...mergePaths(message.subject), ...mergePaths(message.preheader), ...pathsIn(message.body)])],
    from_name: message.from_name,
    reply_to: message.reply_to,
    sender: message.sender,
    utm: message.utm,
  };
}
