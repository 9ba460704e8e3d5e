import { figuresOfMessages, type allMessages, type MessageFigures } from '../../../email/index.ts';
import type { CompatibleCall } from '../call.ts';
import type { Row } from '../rules/filter-rows.ts';
import { wireTime } from '../rules/wire-values.ts';
import { htmlOf } from './message-body.ts';

export type MessageRow = Awaited<ReturnType<typeof allMessages>>[number];

/** What a message says of itself, as calls know it; its text is for those who may write messages. */
export function wireMessage(row: MessageRow, { viewer }: CompatibleCall): Row {
  const html = viewer.can('messages.manage') ? htmlOf(row.body) : null;
  return {
    id: String(row.id),
    alias: row.name,
    name: row.name,
    type: htmlOf(row.body) === null ? 'Template' : 'e-mail',
    subject: row.subject,
    email_title: row.preheader,
    object_type_id: String(row.object_id),
    owner: String(row.updated_by ?? 0),
    from: row.sender.from === 'user' ? String(row.sender.userId) : row.sender.from === 'owner' ? 'owner' : 'custom',
    send_out_name: row.from_name || (row.sender.from === 'address' ? row.sender.name : ''),
    reply_to_email: row.reply_to,
    send_from: row.sender.from === 'address' ? row.sender.address : '',
    send_to: 'email',
    message_body: html,
    plaintext: viewer.can('messages.manage') ? row.text_part : null,
    json_data: null,
    resource: null,
    word_wrap_checkbox: '0',
    utm_tracking: row.utm === null ? '0' : '1',
    transactional_email: row.purpose === 'bulk' ? '0' : '1',
    due_date: '0',
    task_data: null,
    task_owner: null,
    task_form: '0',
    last_save: wireTime(row.updated_at),
    last_auto: '0',
    autosave: null,
    date: wireTime(row.created_at),
    dlm: wireTime(row.updated_at),
    site_id: '0',
    is_published: row.published_version === null ? '0' : '1',
    attach_ics: '0',
    old_resource: null,
    width: null,
  };
}

/** The same with what became of their letters, counted for the rows of one page. */
export async function withFigures({ db }: CompatibleCall, rows: readonly Row[]): Promise<Row[]> {
  const figures = await figuresOfMessages(
    db,
    rows.map(({ id }) => Number(id)),
  );
  const known = new Map(figures.map((one) => [String(one.id), one]));
  return rows.map((row) => ({ ...row, ...wireFigures(known.get(row.id ?? '')) }));
}

const wireFigures = (figures: MessageFigures | undefined): Row => ({
  mcsent: String(figures?.sent ?? 0),
  mcopened: String(figures?.opened ?? 0),
  mcclicked: String(figures?.clicked ?? 0),
  mcabuse: String(figures?.complained ?? 0),
  mcunsub: String(figures?.unsubscribed ?? 0),
  mcnotopened: String(figures?.unopened ?? 0),
  mcnotclicked: String(figures ? figures.sent - figures.clicked : 0),
  spam_score: figures?.spam_score === null || figures === undefined ? null : figures.spam_score.toFixed(1),
  date_last_published: wireTime(figures?.published_at ?? null),
});
