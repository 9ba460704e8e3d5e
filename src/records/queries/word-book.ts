import { raw, sql, type AccountDb, type Database, type Sql } from '../../app/db.ts';
import { eventsOfBatch, valuesBeforeOfBatch } from '../../ledger/index.ts';
import { noteAdded, noteChanged, recordUpdated } from '../events.ts';
import { FROM_ITS_END } from '../rules/spelling.ts';
import type { ObjectShape } from '../schema.ts';
import { searchedFields, searchOf } from './search-words.ts';
import { nameFields, valuesOf } from './stored-forms.ts';

/** So many words that look like one asked for are weighed. */
const WEIGHED = 3_000;
/** So many accented words that begin with one asked for without accents are looked for, the commonest. */
const ACCENTED = 200;
/** Whether anybody still has a word that more records had is seen soonest by walking through them; of others the index knows. */
const COMMON = 1_000;

/** More words than these are worth sorting in first what was written lately. */
const FEW = 20;

type Kind = Parameters<typeof eventsOfBatch>[1]['kind'];
/** The events of one kind in a batch of the ledger, about records of an object. */
export interface Told {
  batchId: number;
  kind: Kind;
  shape: ObjectShape;
}

/** Whoever adds words and whoever takes them away wait for each other: no word of a record erased meanwhile is left behind. */
export async function lockWords(db: AccountDb): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended('search-words', ${db.accountId}))`);
}

/** Adds the words of what a batch of the ledger made or changed: of notes if it speaks of notes, else of records. */
export async function addWordsOfBatch(db: AccountDb, { batchId, kind, shape }: Told): Promise<void> {
  const told = eventsOfBatch(db, { id: batchId, kind, objectId: shape.id });
  const touching =
    kind === recordUpdated
      ? sql`where exists (select 1 from jsonb_array_elements_text(b.data->'fields') f(id)
    where f.id = any(${wordyFields(shape)}::text[]))`
      : sql``;
  // The batch is read once, before its records: an account that was just filled has no statistics, and a join walks all events for each record.
  const isNote = kind === noteAdded || kind === noteChanged;
  const search = isNote
    ? sql`select n.search from notes n where n.account_id = ${db.accountId} and n.id = any(array(select b.subject_id from (${told}) b))`
    : sql`select r.search from records r where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.deleted_at is null
        and r.id = any(array(select b.record_id from (${told}) b ${touching}))`;
  await addWords(db, search);
}

/**
 * Adds the words of `search`, a select of one column of that name, and counts them. A common word is not written for every record that has it: its
 * count grows by an eighth at a time, as seldom as that makes right on the whole.
 */
async function addWords(db: AccountDb, search: Sql): Promise<void> {
  const counted = sql`select s.word, count(*)::integer as count from (select unnest(tsvector_to_array(f.search)) as word from (${search}) f) s
    where char_length(s.word) between 2 and 40 and s.word !~ ${`[0-9${FROM_ITS_END}]`} group by s.word`;
  await db.run(
    sql`with counted as materialized (${counted}),
        grown as (
          update search_words w set record_count = w.record_count + greatest(c.count, w.record_count / 8)
          from counted c where w.account_id = ${db.accountId} and w.word = c.word and c.count > random() * (w.record_count / 8))
        insert into search_words (account_id, word, folded, record_count, keys)
        select ${db.accountId}, n.word, n.folded, n.count, search_keys(n.folded)
        from (select c.word, c.count, lower(unaccent(c.word)) as folded from counted c
          where not exists (select 1 from search_words w where w.account_id = ${db.accountId} and w.word = c.word)) n
        on conflict do nothing`,
  );
}

/** The fields whose values search finds a record by, by id. */
const wordyFields = (shape: ObjectShape): string[] => [...nameFields(shape), ...searchedFields(shape)].map(({ id }) => String(id));

export interface KnownWord {
  word: string;
  isCommon: boolean;
}

/** The words that records of a batch had before it, in their names, addresses and texts. */
export async function wordsBeforeBatch(db: AccountDb, shape: ObjectShape, batchId: number): Promise<KnownWord[]> {
  const before = valuesBeforeOfBatch(db, { id: batchId, kind: recordUpdated, objectId: shape.id, fieldIds: wordyFields(shape) });
  return wordsIn(db, sql`select search_of_text(b.value) as search from (${before}) b`);
}

/** The words of records of an object and of the notes on them. */
export async function wordsOfRecords(db: AccountDb, objectId: number, ids: readonly number[]): Promise<KnownWord[]> {
  return wordsIn(
    db,
    sql`select r.search from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[])
        union all
        select n.search from notes n where n.account_id = ${db.accountId} and n.object_id = ${objectId} and n.record_id = any(${ids}::bigint[])`,
  );
}

async function wordsIn(db: AccountDb, search: Sql): Promise<KnownWord[]> {
  return db.many(
    sql`select w.word, w.record_count > ${COMMON} as "isCommon"
        from (select distinct unnest(tsvector_to_array(f.search)) as word from (${search}) f) s
        join search_words w on w.account_id = ${db.accountId} and w.word = s.word`,
  );
}

/** The next words of the account's book, in their order. */
export async function wordsAfter(db: AccountDb, after: string, limit: number): Promise<KnownWord[]> {
  return db.many(
    sql`select w.word, w.record_count > ${COMMON} as "isCommon" from search_words w
        where w.account_id = ${db.accountId} and w.word > ${after} order by w.word limit ${limit}`,
  );
}

export async function accountsWithWords(database: Database): Promise<number[]> {
  const rows = await database.system((db) => db.many<{ account_id: number }>(sql`select account_id from accounts_with_search_words()`));
  return rows.map(({ account_id }) => account_id);
}

/** Takes those of the words out that no record outside the bin and no note has any more. */
export async function dropUnusedWords(db: AccountDb, words: readonly KnownWord[]): Promise<void> {
  const [common, rare] = [true, false].map((is) => words.filter(({ isCommon }) => isCommon === is).map(({ word }) => word)) as [
    string[],
    string[],
  ];
  if (words.length > FEW) await db.run(sql`select settle_search_index()`);
  // A walk that ends at the first match is the planner's favourite for every word, but takes all records where nobody has it.
  const unused = [...(await unusedOf(db, rare, sql`enable_seqscan`)), ...(await unusedOf(db, common, sql`enable_bitmapscan`))];
  if (unused.length === 0) return;
  await db.run(sql`delete from search_words w where w.account_id = ${db.accountId} and w.word = any(${unused}::text[])`);
}

/** Those of the words that nobody has, looked up without one way of looking. */
async function unusedOf(db: AccountDb, words: readonly string[], without: Sql): Promise<string[]> {
  if (words.length === 0) return [];
  await db.run(sql`set local ${without} = off`);
  const rows = await db.scan.many<{ word: string }>(
    sql`select g.word from unnest(${words}::text[]) g(word), lateral (select ${AS_QUERY} as query) q
        where not exists (select 1 from records r where r.account_id = ${db.accountId} and r.deleted_at is null and r.search @@ q.query)
          and not exists (select 1 from notes n where n.account_id = ${db.accountId} and n.search is not null and n.search @@ q.query)`,
  );
  await db.run(sql`set local ${without} = on`);
  return rows.map(({ word }) => word);
}

/** The word itself as a query of the text search, whatever stands in it. */
const AS_QUERY = raw(`('''' || replace(replace(g.word, '\\', '\\\\'), '''', '''''') || '''')::tsquery`);

export interface WordLike {
  asked: string;
  /** The word asked for without accents. */
  plain: string;
  /** A word of the account's; null where none is like the one asked for. */
  word: string | null;
  folded: string | null;
  count: number | null;
  /** It begins with the word asked for but for accents, or has it within, as scripts without spaces do; else it only looks like it. */
  fits: boolean | null;
}

/** The account's words that are like those asked for: with accents, with the word within them, or written nearly so. */
export async function wordsLike(db: AccountDb, words: readonly string[]): Promise<WordLike[]> {
  return db.scan.many<WordLike>(
    sql`select a.asked, a.plain, l.word, l.folded, l.count, l.fits
        from (select g.asked, lower(unaccent(g.asked)) as plain from unnest(${words}::text[]) g(asked)) a
        left join lateral (
          (select w.word, w.folded, w.record_count as count, true as fits from search_words w
           where w.account_id = ${db.accountId} and w.word <> w.folded and w.folded >= a.plain and w.folded < a.plain || chr(1114111)
           order by w.record_count desc limit ${ACCENTED})
          union all
          (select w.word, w.folded, w.record_count, true from search_words w
           where w.account_id = ${db.accountId} and cardinality(search_pairs(a.plain)) > 0 and w.keys @> search_pairs(a.plain)
             and position(a.plain in w.folded) > 1
           limit ${ACCENTED})
          union all
          (select w.word, w.folded, w.record_count, false from search_words w
           where w.account_id = ${db.accountId} and char_length(a.plain) >= 3 and a.plain !~ '[0-9]' and w.keys && search_keys(a.plain)
             and abs(char_length(w.folded) - char_length(a.plain)) <= 2 and not starts_with(w.folded, a.plain)
           limit ${WEIGHED})) l on true`,
  );
}

/** So many words that begin with one asked for are looked at to see how common they are; a beginning with more is common. */
const SPREAD = 3_000;

/** Of each word asked for how many records have a word that begins so, near the truth, and those words, the commonest first. */
export async function wordSpreads(db: AccountDb, asked: readonly string[]): Promise<{ asked: string; records: number; words: string[] }[]> {
  return db.many(
    sql`select g.asked, coalesce(sum(l.record_count), 0)::bigint as records,
          coalesce(array_agg(l.word order by l.record_count desc), '{}') as words
        from unnest(${asked}::text[]) g(asked)
        left join lateral (
          select w.word, w.record_count from search_words w
          where w.account_id = ${db.accountId} and w.word >= g.asked and w.word < g.asked || chr(1114111) limit ${SPREAD}) l on true
        where g.asked !~ '[0-9]' group by g.asked`,
  );
}

/** Has all records of an object gone through again: what search finds them by is no longer what it was. */
export async function refreshSearchLater(db: AccountDb, objectId: number): Promise<void> {
  await db.run(
    sql`insert into search_refreshes (account_id, object_id) values (${db.accountId}, ${objectId})
        on conflict (account_id, object_id) do update set after_id = 0`,
  );
}

/** The account's object whose records are still to be gone through, locked; undefined when there is none. */
export async function refreshAtHand(db: AccountDb): Promise<{ object_id: number; after_id: number } | undefined> {
  return db.maybeOne(
    sql`select s.object_id, s.after_id from search_refreshes s where s.account_id = ${db.accountId}
        order by s.object_id limit 1 for update skip locked`,
  );
}

/** Makes the search words of the next records of an object anew, with those of their notes and tasks, and notes them. Gives the last id. */
export async function refreshNext(
  db: AccountDb,
  shape: ObjectShape,
  { after, limit }: { after: number; limit: number },
): Promise<number | null> {
  const { last } = await db.one<{ last: number | null }>(
    sql`select max(n.id) as last from (select r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id > ${after}
          order by r.id limit ${limit}) n`,
  );
  if (last === null) return null;
  const search = searchOf(db, shape, sql`r.name`, valuesOf(shape, 'r'));
  await db.run(
    sql`with fresh as materialized (
          select r.id, ${search} as search from records r
          where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id > ${after} and r.id <= ${last}
            and r.search is distinct from ${search}
          order by r.id for update of r)
        update records r set search = f.search from fresh f
        where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id = f.id`,
  );
  for (const [table, text] of [
    [sql`notes`, sql`x.body`],
    [sql`tasks`, sql`x.subject || ' ' || x.body`],
  ] as const) {
    await db.run(
      sql`update ${table} x set search = search_of_text(${text}) where x.account_id = ${db.accountId} and x.object_id = ${shape.id}
            and x.record_id > ${after} and x.record_id <= ${last} and x.search is null`,
    );
  }
  await addWords(
    db,
    sql`select r.search from records r where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id > ${after} and r.id <= ${last}
          and r.deleted_at is null
        union all
        select n.search from notes n where n.account_id = ${db.accountId} and n.object_id = ${shape.id} and n.record_id > ${after} and n.record_id <= ${last}`,
  );
  return last;
}

export async function moveRefresh(db: AccountDb, objectId: number, afterId: number): Promise<void> {
  await db.run(sql`update search_refreshes set after_id = ${afterId} where account_id = ${db.accountId} and object_id = ${objectId}`);
}

export async function endRefresh(db: AccountDb, objectId: number): Promise<void> {
  await db.run(sql`delete from search_refreshes s where s.account_id = ${db.accountId} and s.object_id = ${objectId}`);
}

export async function accountsToRefresh(database: Database): Promise<number[]> {
  const rows = await database.system((db) =>
    db.many<{ account_id: number }>(sql`select account_id from accounts_with_search_to_refresh()`),
  );
  return rows.map(({ account_id }) => account_id);
}
