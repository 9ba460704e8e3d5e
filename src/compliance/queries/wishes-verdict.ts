import { sql, type Sql } from '../../app/db.ts';
import type { GateTerms, SetSize } from './gate-terms.ts';

/** The part of the gate that asks what people wished for, and how much they got already. */
interface Asked {
  objectId: number;
  size: SetSize;
}

/** A topic by its id, and how it begins, as SQL: a value, or a column of a statement about many topics. */
export interface TopicAsked {
  id: Sql;
  begins: Sql;
}

/** One topic, by its id. */
export const topicById = (accountId: number, id: number): TopicAsked => ({
  id: sql`${id}::bigint`,
  begins: sql`(select t.begins from topics t where t.account_id = ${accountId}::bigint and t.id = ${id}::bigint)`,
});

/** Letters that count against a cap: those to many that left, or were captured in their stead. */
const COUNTED = sql`('email.sent', 'email.captured')`;

export function topicRefusals(terms: GateTerms, r: Sql, { objectId, size, topic }: Asked & { topic: TopicAsked }): Sql {
  const chose = (wanted: Sql) => {
    const choices = sql`from topic_choices tc where tc.account_id = ${terms.accountId}::bigint and tc.object_id = ${objectId}::integer
      and tc.topic_id = ${topic.id} and tc.wanted = ${wanted}`;
    return size === 'few' ? sql`exists (select ${choices} and tc.record_id = ${r}.id)` : sql`${r}.id in (select tc.record_id ${choices})`;
  };
  return sql`
    when ${topic.begins} = 'in' and ${chose(sql`false`)} then 'topic_declined'
    when ${topic.begins} = 'out' and not (${chose(sql`true`)}) then 'topic_not_chosen'`;
}

export function isPaused({ accountId, now }: GateTerms, r: Sql, { objectId, size }: Asked): Sql {
  const pauses = sql`from mail_wishes w where w.account_id = ${accountId}::bigint and w.object_id = ${objectId}::integer
    and w.paused_until > ${now}::timestamptz`;
  return size === 'few' ? sql`exists (select ${pauses} and w.record_id = ${r}.id)` : sql`${r}.id in (select w.record_id ${pauses})`;
}

/**
 * Whether a record had as many letters to many as the account sends at most, or as the person wants: the latest are counted in the ledger.
 * Where nobody has set any cap, that is found out once and nothing is counted.
 */
export function isCapped({ accountId, now }: GateTerms, r: Sql, { objectId, size }: Asked): Sql {
  const cap = (column: Sql) => sql`(select ${column} from permission_settings ps where ps.account_id = ${accountId}::bigint)`;
  const rations = sql`select from mail_wishes w where w.account_id = ${accountId}::bigint and w.object_id = ${objectId}::integer and w.frequency <> 'all'`;
  const anyCap = sql`(coalesce(${cap(sql`ps.most_a_day`)}, ${cap(sql`ps.most_a_week`)}) is not null or exists (${rations}))`;
  const since = (days: number) => sql`${new Date(now.getTime() - days * 86_400_000)}::timestamptz`;
  const letters = (record: Sql) => sql`from events e
      left join mail_wishes w on w.account_id = ${accountId}::bigint and w.object_id = ${objectId}::integer and w.record_id = e.record_id
      where e.account_id = ${accountId}::bigint and e.retention = 'behaviour' and e.kind in ${COUNTED} and e.object_id = ${objectId}::integer
        and ${record} and e.at > (select case when exists (${rations} and w.frequency = 'monthly') then ${since(30)} else ${since(7)} end)
        and e.data->>'purpose' = 'bulk'
      group by e.record_id, w.frequency
      having count(*) filter (where e.at > ${since(1)}) >= ${cap(sql`ps.most_a_day`)}
        or count(*) filter (where e.at > ${since(7)}) >= ${cap(sql`ps.most_a_week`)}
        or (w.frequency = 'weekly' and count(*) filter (where e.at > ${since(7)}) >= 1)
        or w.frequency = 'monthly'`;
  return size === 'few'
    ? sql`(${anyCap} and exists (select ${letters(sql`e.record_id = ${r}.id`)}))`
    : sql`(${anyCap} and ${r}.id in (select e.record_id ${letters(sql`e.record_id is not null`)}))`;
}
