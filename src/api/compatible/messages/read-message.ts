import { z } from 'zod';
import { createMessageBody, type CreateMessage } from '../../../email/index.ts';
import { invalid } from '../../../app/kernel/problem.ts';
import { missing, Refusal } from '../refusal.ts';
import { isSet, textOf, type Parameters } from '../rules/parameters.ts';
import { bodyOf } from './message-body.ts';

export type MessageType = 'e-mail' | 'template';
/** What a call says of a message; what it does not say stays as it is. */
export type MessageGiven = Partial<Omit<CreateMessage, 'objectId'>>;

const TYPES: Readonly<Record<string, MessageType>> = { 'e-mail': 'e-mail', email: 'e-mail', template: 'template' };

/** Refuses text messages and task messages, which are kept elsewhere or not at all. */
export function messageType(parameters: Parameters): MessageType {
  const given = textOf(parameters, 'type')?.trim().toLowerCase();
  if (!given) throw missing('type');
  const type = TYPES[given];
  if (type) return type;
  if (given === 'task')
    throw new Refusal(400, 'What tasks say is written under Tasks in the product, not by this call. Nothing was changed.');
  if (given === 'sms') throw new Refusal(400, 'This installation sends no text messages. Nothing was changed.');
  throw new Refusal(400, 'The type of a message is e-mail or template.');
}

/** What the product has no place for: blank or off it is passed over, anything else is refused rather than lost. */
const UNKEPT: Readonly<Record<string, string>> = {
  json_data: 'The blocks of another editor cannot be taken over. Send the message as HTML in message_body.',
  resource: 'The blocks of another editor cannot be taken over. Send the message as HTML in message_body.',
  word_wrap_checkbox: 'Lines of plain text are not wrapped here. Leave word_wrap_checkbox out.',
  task_data: 'An e-mail has no task. Leave task_data out.',
  task_form: 'An e-mail has no form of a task. Leave task_form out.',
  task_owner: 'An e-mail has no task. Leave task_owner out.',
  due_date: 'An e-mail is not due. Leave due_date out.',
  attach_ics: 'Appointments are not attached here. Leave attach_ics out.',
};

/** What a call says of a message. Refuses what the product cannot keep, and what no message may say. */
export function readMessage(parameters: Parameters, type: MessageType): MessageGiven {
  for (const [name, sentence] of Object.entries(UNKEPT)) if (isGiven(parameters, name)) throw new Refusal(400, sentence);
  const sendTo = textOf(parameters, 'send_to') ?? '';
  if (sendTo !== '' && sendTo !== 'email') throw new Refusal(400, 'Messages go to the address in the field email. Leave send_to out.');
  const html = textOf(parameters, 'message_body');
  const given = {
    ...put('name', textOf(parameters, 'alias') ?? textOf(parameters, 'name')),
    ...put('subject', textOf(parameters, 'subject')),
    ...put('preheader', textOf(parameters, 'email_title')),
    ...put('fromName', textOf(parameters, 'send_out_name')),
    ...put('replyTo', textOf(parameters, 'reply_to_email')),
    ...put('textPart', 'plaintext' in parameters ? textOf(parameters, 'plaintext') || null : undefined),
    ...put('body', html === undefined ? undefined : bodyOf(type, html)),
    ...put('sender', senderOf(parameters)),
    ...put('utm', 'utm_tracking' in parameters ? (isSet(parameters, 'utm_tracking') ? {} : null) : undefined),
    ...put(
      'purpose',
      'transactional_email' in parameters ? (isSet(parameters, 'transactional_email') ? 'transactional' : 'bulk') : undefined,
    ),
  };
  return checked(given);
}

const put = (name: string, value: unknown): Record<string, unknown> => (value === undefined ? {} : { [name]: value });

const isGiven = (parameters: Parameters, name: string): boolean => {
  const value = parameters[name];
  return value !== undefined && value !== null && value !== false && value !== '' && String(value) !== '0';
};

/** From whom it comes: the owner of each record, a user by number, or an address of one's own. */
function senderOf(parameters: Parameters): unknown {
  const from = textOf(parameters, 'from')?.trim().toLowerCase();
  if (!from) return undefined;
  if (from === 'owner') return { from: 'owner' };
  if (/^\d{1,15}$/.test(from)) return { from: 'user', userId: Number(from) };
  if (from !== 'custom') throw new Refusal(400, 'A message comes from owner, from custom, or from a user by number.');
  const address = textOf(parameters, 'send_from')?.trim() || textOf(parameters, 'reply_to_email')?.trim();
  return address ? { from: 'address', address, name: textOf(parameters, 'send_out_name') ?? '' } : { from: 'account' };
}

const given = z.strictObject(createMessageBody.omit({ objectId: true }).shape).partial();

/** Only what was given: the schema of messages says how each part must be. */
function checked(said: Record<string, unknown>): MessageGiven {
  const read = given.safeParse(said);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw invalid(issue?.path.join('.') ?? '', issue?.message ?? 'This message cannot be read.');
  }
  return Object.fromEntries(Object.entries(read.data).filter(([name]) => name in said)) as MessageGiven;
}
