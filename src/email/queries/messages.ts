import { sql, type AccountDb } from '../../app/db.ts';
import type { CompiledCondition, Document } from '../../documents/index.ts';
import type { CreateMessage, LetterSender, MessagePurpose, MessageStatistics, Utm } from '../schema.ts';

export interface MessageRow {
  id: number;
  object_id: number;
  name: string;
  purpose: MessagePurpose;
  subject: string;
  preheader: string;
  body: Document;
  from_name: string;
  reply_to: string;
  sender: LetterSender;
  utm: Utm | null;
  /** The text part as people edited it; made from the body while null. */
  text_part: string | null;
  topic_id: number | null;
  revision: number;
  published_version: number | null;
  published_revision: number | null;
  created_at: Date;
  updated_at: Date;
  updated_by: number | null;
}

export interface VersionRow {
  message_id: number;
  version: number;
  purpose: MessagePurpose;
  subject: string;
  html: string;
  text: string;
  links: string[];
  merge_fields: string[];
  from_name: string;
  reply_to: string;
  sender: LetterSender;
  utm: Utm | null;
  /** The criteria of its conditional blocks, by the names its templates ask for. */
  conditions: Record<string, CompiledCondition>;
  assets: number[];
  html_bytes: number | null;
  /** What it was made from, so that it can be edited again. */
  source: VersionSource | null;
}

/** A message as it was when it was published. */
export interface VersionSource {
  subject: string;
  preheader: string;
  body: Document;
  text_part: string | null;
}

const MESSAGE = sql`m.id, m.object_id, m.name, m.purpose, m.subject, m.preheader, m.body, m.from_name, m.reply_to, m.sender, m.utm, m.text_part,
  m.topic_id, m.revision, m.published_version, m.published_revision, m.created_at, m.updated_at, m.updated_by`;

export async function messageById(db: AccountDb, id: number): Promise<MessageRow | undefined> {
  return db.maybeOne(
    sql`select ${MESSAGE} from messages m where m.account_id = ${db.accountId} and m.id = ${id} and m.deleted_at is null and m.hidden_at is null`,
    'email.message',
  );
}

/** What a message is called, deleted or not. */
export async function nameOfMessage(db: AccountDb, id: number): Promise<string | undefined> {
  const row = await db.maybeOne<{ name: string }>(sql`select m.name from messages m where m.account_id = ${db.accountId} and m.id = ${id}`);
  return row?.name;
}

/** Every message that is not deleted, by name. Accounts have hundreds, not millions. */
export async function allMessages(db: AccountDb): Promise<MessageRow[]> {
  return db.many(
    sql`select ${MESSAGE} from messages m where m.account_id = ${db.accountId} and m.deleted_at is null and m.hidden_at is null
        order by m.updated_at desc, m.id desc limit 1000`,
  );
}

/** What tells messages apart, of all that are not deleted, the last changed first. */
export async function namesOfMessages(db: AccountDb): Promise<{ id: number; name: string; subject: string; preheader: string }[]> {
  return db.many(
    sql`select m.id, m.name, m.subject, m.preheader from messages m
        where m.account_id = ${db.accountId} and m.deleted_at is null and m.hidden_at is null order by m.updated_at desc, m.id desc limit 1000`,
    'email.names-of-messages',
  );
}

/** Every message by its number and, where its words are wanted, what it says as it is published and where its links lead. */
export async function publishedWords(
  db: AccountDb,
  withWords: boolean,
): Promise<{ id: number; object_id: number; name: string; version: number | null; subject: string; text: string; links: string[] }[]> {
  return db.many(
    sql`select m.id, m.object_id, m.name, v.version, coalesce(v.subject, '') as subject, coalesce(v.text, '') as text, coalesce(v.links, '[]') as links
        from messages m
        left join message_versions v on ${withWords} and v.account_id = ${db.accountId} and v.message_id = m.id and v.version = m.published_version
        where m.account_id = ${db.accountId} and m.deleted_at is null and m.hidden_at is null order by m.id limit 1000`,
    'email.published-words',
  );
}

/** What messages are called and what stands above them, deleted ones too. */
export async function namesAndSubjects(db: AccountDb, ids: readonly number[]): Promise<Map<number, { name: string; subject: string }>> {
  const rows = await db.many<{ id: number; name: string; subject: string }>(
    sql`select m.id, m.name, coalesce(v.subject, m.subject) as subject from messages m
        left join message_versions v on v.account_id = ${db.accountId} and v.message_id = m.id and v.version = m.published_version
        where m.account_id = ${db.accountId} and m.id = any(${ids}::bigint[])`,
  );
  return new Map(rows.map(({ id, name, subject }) => [id, { name, subject }]));
}

/** Messages whose published version says the words of a query of the text search, the latest first, with that text. */
export async function messagesSaying(
  db: AccountDb,
  query: string,
  limit: number,
): Promise<{ id: number; name: string; subject: string; body: string }[]> {
  return db.many(
    sql`select m.id, m.name, m.subject, left(v.text, 20000) as body from messages m
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = m.id and v.version = m.published_version
        where m.account_id = ${db.accountId} and m.deleted_at is null and m.hidden_at is null and v.search @@ ${query}::tsquery
        order by m.updated_at desc, m.id desc limit ${limit}`,
    'email.messages-saying',
  );
}

/** A message nobody else can change or publish until this transaction ends. */
export async function lockMessage(db: AccountDb, id: number): Promise<MessageRow | undefined> {
  return db.maybeOne(
    sql`select ${MESSAGE} from messages m where m.account_id = ${db.accountId} and m.id = ${id} and m.deleted_at is null for update`,
  );
}

export async function insertMessage(db: AccountDb, id: number, message: CreateMessage, writer: number | null): Promise<void> {
  await db.run(
    sql`insert into messages (account_id, id, object_id, name, purpose, subject, preheader, body, from_name, reply_to, sender, utm, text_part,
          topic_id, created_at, updated_at, updated_by)
        values (${db.accountId}, ${id}, ${message.objectId}, ${message.name}, ${message.purpose}, ${message.subject}, ${message.preheader},
          ${JSON.stringify(message.body)}::jsonb, ${message.fromName}, ${message.replyTo}, ${JSON.stringify(message.sender ?? { from: 'account' })}::jsonb,
          ${message.utm ? JSON.stringify(message.utm) : null}::jsonb, ${message.textPart ?? null}, ${message.topicId ?? null}, ${db.now}, ${db.now}, ${writer})`,
  );
}

export async function writeMessage(
  db: AccountDb,
  id: number,
  message: Required<Omit<CreateMessage, 'objectId'>>,
  writer: number | null,
): Promise<void> {
  await db.run(
    sql`update messages set name = ${message.name}, purpose = ${message.purpose}, subject = ${message.subject}, preheader = ${message.preheader},
          body = ${JSON.stringify(message.body)}::jsonb, from_name = ${message.fromName}, reply_to = ${message.replyTo},
          sender = ${JSON.stringify(message.sender)}::jsonb, utm = ${message.utm ? JSON.stringify(message.utm) : null}::jsonb,
          text_part = ${message.textPart}, topic_id = ${message.topicId}, revision = revision + 1, updated_at = ${db.now}, updated_by = ${writer}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function markDeleted(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update messages set deleted_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}

/** Writes the next version of a message and makes it the one that letters are sent from. */
export async function insertVersion(
  db: AccountDb,
  version: VersionRow & { revision: number; topicId: number | null; publishedBy: number | null; spamScore: number | null },
): Promise<void> {
  await db.run(
    sql`insert into message_versions (account_id, message_id, version, purpose, subject, html, text, links, merge_fields, from_name, reply_to,
          sender, utm, conditions, assets, html_bytes, source, topic_id, spam_score, published_at, published_by)
        values (${db.accountId}, ${version.message_id}, ${version.version}, ${version.purpose}, ${version.subject}, ${version.html},
          ${version.text}, ${JSON.stringify(version.links)}::jsonb, ${JSON.stringify(version.merge_fields)}::jsonb, ${version.from_name},
          ${version.reply_to}, ${JSON.stringify(version.sender)}::jsonb, ${version.utm ? JSON.stringify(version.utm) : null}::jsonb,
          ${JSON.stringify(version.conditions)}::jsonb, ${version.assets}::bigint[], ${version.html_bytes},
          ${version.source ? JSON.stringify(version.source) : null}::jsonb, ${version.topicId}, ${version.spamScore},
          ${db.now}, ${version.publishedBy})`,
  );
  await db.run(
    sql`update messages set published_version = ${version.version}, published_revision = ${version.revision}
        where account_id = ${db.accountId} and id = ${version.message_id}`,
  );
}

/** The number of a message's next version. Call it with the message locked. */
export async function nextVersion(db: AccountDb, messageId: number): Promise<number> {
  const { next } = await db.one<{ next: number }>(
    sql`select coalesce(max(v.version), 0) + 1 as next from message_versions v where v.account_id = ${db.accountId} and v.message_id = ${messageId}`,
  );
  return next;
}

/** Writes a version that differs from another in its subject alone, without making it the one letters are sent from. Gives its number. */
export async function insertSubjectVariant(
  db: AccountDb,
  variant: { messageId: number; version: number; subject: string; paths: readonly string[] },
): Promise<number> {
  const version = await nextVersion(db, variant.messageId);
  await db.run(
    sql`insert into message_versions (account_id, message_id, version, variant_of, subject, merge_fields, purpose, html, text, links, from_name,
          reply_to, conditions, sender, utm, topic_id, assets, html_bytes, source, published_at, published_by)
        select v.account_id, v.message_id, ${version}, v.version, ${variant.subject}, v.merge_fields || ${JSON.stringify(variant.paths)}::jsonb, v.purpose,
          v.html, v.text, v.links, v.from_name, v.reply_to, v.conditions, v.sender, v.utm, v.topic_id, v.assets, v.html_bytes, v.source, ${db.now},
          v.published_by
        from message_versions v where v.account_id = ${db.accountId} and v.message_id = ${variant.messageId} and v.version = ${variant.version}`,
  );
  return version;
}

export async function versionOf(db: AccountDb, messageId: number, version: number): Promise<VersionRow | undefined> {
  return db.maybeOne(
    sql`select v.message_id, v.version, v.purpose, v.subject, v.html, v.text, v.links, v.merge_fields, v.from_name, v.reply_to, v.sender, v.utm,
          v.conditions, v.assets, v.html_bytes, v.source
        from message_versions v where v.account_id = ${db.accountId} and v.message_id = ${messageId} and v.version = ${version}`,
    'email.version',
  );
}

/** What letters of a message are made from now, and for whom; undefined when it was never published, or is deleted. */
export async function publishedMessage(
  db: AccountDb,
  id: number,
): Promise<{ id: number; object_id: number; version: number; purpose: MessagePurpose; topic_id: number | null } | undefined> {
  return db.maybeOne(
    sql`select m.id, m.object_id, v.version, v.purpose, v.topic_id from messages m
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = m.id and v.version = m.published_version
        where m.account_id = ${db.accountId} and m.id = ${id} and m.deleted_at is null`,
    'email.published-message',
  );
}

/** What became of the letters made from a message. */
export async function statisticsOf(db: AccountDb, messageId: number): Promise<MessageStatistics> {
  const rows = await db.many<{ status: keyof MessageStatistics | 'sending'; count: number }>(
    sql`select d.status, count(*)::bigint as count from deliveries d
        where d.account_id = ${db.accountId} and d.message_id = ${messageId} group by d.status`,
  );
  const statistics: MessageStatistics = { queued: 0, captured: 0, sent: 0, failed: 0, uncertain: 0, cancelled: 0 };
  for (const { status, count } of rows) statistics[status === 'sending' ? 'queued' : status] += count;
  return statistics;
}
