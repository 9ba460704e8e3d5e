import { Problem } from '../../../app/kernel/problem.ts';
import { usersOf } from '../../../accounts/index.ts';
import { createMessage, messageById, publishMessage, updateMessage } from '../../../email/index.ts';
import { CONTACT } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import { numberOf, textOf } from '../rules/parameters.ts';
import { wireTime } from '../rules/wire-values.ts';
import { htmlOf } from './message-body.ts';
import { messageType, readMessage, type MessageGiven } from './read-message.ts';

/** Makes a message of HTML, and publishes it where nothing stands against that. */
export async function createOneMessage(call: CompatibleCall): Promise<Answer> {
  requireRight(call);
  const { db, actor, ids, parameters } = call;
  const type = messageType(parameters);
  refuseOwner(call, null);
  const given = await knownSender(call, readMessage(parameters, type));
  const name = given.name?.trim() || given.subject?.trim();
  if (!name) throw missing('alias');
  const id = await createMessage(db, actor, ids, {
    objectId: numberOf(parameters, 'object_type_id') ?? CONTACT,
    purpose: 'bulk',
    subject: '',
    preheader: '',
    body: { kind: 'plain', text: '' },
    fromName: '',
    replyTo: '',
    ...given,
    name,
  });
  await publishIfSound(call, id);
  return { data: { id, date: wireTime(db.now) } };
}

/** Changes what a call says of a message; one that was published as it stood is published again. */
export async function updateOneMessage(call: CompatibleCall): Promise<Answer> {
  requireRight(call);
  const { db, actor, parameters } = call;
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  const row = await messageById(db, id);
  if (!row) throw notFound();
  const stands = htmlOf(row.body) === null ? 'template' : 'e-mail';
  const type = textOf(parameters, 'type') === undefined ? stands : messageType(parameters);
  const { body, ...given } = await knownSender(call, readMessage(parameters, type));
  if (body === undefined && type !== stands)
    throw new Refusal(400, `This message is of type ${stands}. Send message_body to write it anew, or give its type.`);
  refuseOtherObject(call, row.object_id);
  refuseOwner(call, row.updated_by);
  const isSame = body === undefined || (type === stands && textOf(parameters, 'message_body') === htmlOf(row.body));
  const utm = given.utm && row.utm ? { utm: row.utm } : {};
  const purpose = given.purpose === 'transactional' && row.purpose !== 'bulk' ? { purpose: row.purpose } : {};
  await updateMessage(db, actor, id, { revision: row.revision, ...given, ...utm, ...purpose, ...(isSame ? {} : { body }) });
  if (row.published_version !== null && row.published_revision === row.revision) await publishIfSound(call, id);
  return { data: { id: String(id), date: wireTime(row.created_at) } };
}

/** What keeps a message from being published keeps it a draft, to be mended in the product. */
async function publishIfSound({ db, actor }: CompatibleCall, id: number): Promise<void> {
  try {
    await db.savepoint(() => publishMessage(db, actor, id));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

async function knownSender({ db }: CompatibleCall, given: MessageGiven): Promise<MessageGiven> {
  const { sender } = given;
  if (sender?.from === 'user' && !(await usersOf(db)).some(({ id }) => id === sender.userId))
    throw new Refusal(400, 'There is no such user. Give from as owner, custom, or the number of a user.');
  return given;
}

function refuseOtherObject({ parameters }: CompatibleCall, objectId: number): void {
  const asked = numberOf(parameters, 'object_type_id');
  if (asked !== undefined && asked !== objectId) throw new Refusal(400, 'A message stays with the type it was made for. Make another one.');
}

/** Whose a message is nobody keeps: a call may say who wrote it last, or whose key it uses. */
function refuseOwner({ parameters, viewer }: CompatibleCall, writer: number | null): void {
  const owner = numberOf(parameters, 'owner');
  if (owner !== undefined && owner !== 0 && owner !== writer && owner !== viewer.userId)
    throw new Refusal(400, 'A message belongs to the account and to no single user. Leave owner out.');
}

function requireRight({ viewer }: CompatibleCall): void {
  if (!viewer.can('messages.manage')) throw new Refusal(403, 'Your role may not write messages.');
}
