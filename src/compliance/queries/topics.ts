import { sql, type AccountDb } from '../../app/db.ts';
import type { Topic, TopicBegins } from '../rules/topic-schema.ts';

export interface TopicRow {
  id: number;
  name: string;
  description: string;
  names: Topic['names'];
  is_public: boolean;
  begins: TopicBegins;
  position: number;
  archived_at: Date | null;
}

const TOPIC = sql`t.id, t.name, t.description, t.names, t.is_public, t.begins, t.position, t.archived_at`;

/** The topics in use, in their order. */
export async function topicRows(db: AccountDb): Promise<TopicRow[]> {
  return db.many(
    sql`select ${TOPIC} from topics t where t.account_id = ${db.accountId} and t.archived_at is null order by t.position, t.id`,
    'compliance.topics',
  );
}

/** All topics, archived ones last, with how many people chose and declined each. */
export async function countedTopics(db: AccountDb): Promise<(TopicRow & { chosen: number; declined: number })[]> {
  return db.many(
    sql`select ${TOPIC}, coalesce(c.chosen, 0)::bigint as chosen, coalesce(c.declined, 0)::bigint as declined
        from topics t
        left join (
          select tc.topic_id, count(*) filter (where tc.wanted) as chosen, count(*) filter (where not tc.wanted) as declined
          from topic_choices tc where tc.account_id = ${db.accountId} group by tc.topic_id
        ) c on c.topic_id = t.id
        where t.account_id = ${db.accountId} order by t.archived_at nulls first, t.position, t.id`,
  );
}

export async function topicRow(db: AccountDb, id: number): Promise<TopicRow | undefined> {
  return db.maybeOne(sql`select ${TOPIC} from topics t where t.account_id = ${db.accountId} and t.id = ${id}`);
}

export async function insertTopic(db: AccountDb, topic: Omit<TopicRow, 'archived_at' | 'position'>): Promise<void> {
  await db.run(
    sql`insert into topics (account_id, id, name, description, names, is_public, begins, position, created_at)
        select ${db.accountId}::bigint, ${topic.id}::bigint, ${topic.name}, ${topic.description}, ${JSON.stringify(topic.names)}::jsonb,
          ${topic.is_public}::boolean, ${topic.begins}, coalesce(max(t.position), 0) + 1, ${db.now}::timestamptz
        from topics t where t.account_id = ${db.accountId}`,
  );
}

export async function writeTopic(db: AccountDb, topic: TopicRow): Promise<void> {
  await db.run(
    sql`update topics set name = ${topic.name}, description = ${topic.description}, names = ${JSON.stringify(topic.names)}::jsonb,
          is_public = ${topic.is_public}, begins = ${topic.begins}, archived_at = ${topic.archived_at}
        where account_id = ${db.accountId} and id = ${topic.id}`,
  );
}

export async function placeTopics(db: AccountDb, ids: readonly number[]): Promise<void> {
  await db.run(
    sql`update topics t set position = placed.position
        from unnest(${ids}::bigint[]) with ordinality placed(id, position) where t.account_id = ${db.accountId} and t.id = placed.id`,
  );
}

/** Keeps what people chose of a topic, and gives those for whom it is something new. */
export async function writeChoices(
  db: AccountDb,
  choice: { objectId: number; recordIds: readonly number[]; topicId: number; wanted: boolean },
): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`insert into topic_choices (account_id, object_id, record_id, topic_id, wanted, at)
        select distinct ${db.accountId}::bigint, ${choice.objectId}::integer, r.id, ${choice.topicId}::bigint, ${choice.wanted}::boolean, ${db.now}::timestamptz
        from records r where r.account_id = ${db.accountId} and r.object_id = ${choice.objectId} and r.id = any(${choice.recordIds}::bigint[])
        order by r.id
        on conflict (account_id, object_id, record_id, topic_id) do update set wanted = excluded.wanted, at = excluded.at
          where topic_choices.wanted <> excluded.wanted
        returning record_id`,
  );
  return rows.map(({ record_id }) => record_id);
}

/** What one person chose, by topic. */
export async function choicesOf(db: AccountDb, objectId: number, recordId: number): Promise<Map<number, boolean>> {
  const rows = await db.many<{ topic_id: number; wanted: boolean }>(
    sql`select tc.topic_id, tc.wanted from topic_choices tc
        where tc.account_id = ${db.accountId} and tc.object_id = ${objectId} and tc.record_id = ${recordId}`,
  );
  return new Map(rows.map(({ topic_id, wanted }) => [topic_id, wanted]));
}
