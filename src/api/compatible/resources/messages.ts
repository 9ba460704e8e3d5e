import { allMessages, deleteMessage, messageById } from '../../../email/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { wireMessage, withFigures } from '../messages/present-messages.ts';
import { createOneMessage, updateOneMessage } from '../messages/write-messages.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { numberOf } from '../rules/parameters.ts';
import { resourceOfRows } from './rows.ts';

/** E-mails and templates: read, written, changed and deleted. */
export const MESSAGES = resourceOfRows({
  area: 'email',
  rows: messageRows,
  finish: withFigures,
  acts: {
    'GET one': readMessage,
    POST: createOneMessage,
    PUT: updateOneMessage,
  },
  async remove({ db, actor, viewer }, { id }) {
    if (!viewer.can('messages.manage')) throw new Refusal(403, 'Your role may not delete messages.');
    await deleteMessage(db, actor, Number(id));
  },
});

async function messageRows(call: CompatibleCall): Promise<Row[]> {
  return (await allMessages(call.db)).map((row) => wireMessage(row, call));
}

async function readMessage(call: CompatibleCall): Promise<Answer> {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined) throw missing('id');
  const row = await messageById(call.db, id);
  if (!row) throw notFound();
  const [told] = await withFigures(call, [wireMessage(row, call)]);
  return { data: told };
}
