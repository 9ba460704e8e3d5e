import { sql, type AccountDb } from '../app/db.ts';
import type { FoundText } from '../app/kernel/domain.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { searchables } from '../app/registry.ts';
import { objectShapes, visibleFields, wordSpreads } from '../records/index.ts';
import { criteriaContext } from './criteria-context.ts';
import { limitTime } from './queries/limit-time.ts';
import { foundRecords, type FoundRecord } from './queries/search.ts';
import { viewerPredicate } from './rules/compile.ts';
import type { CriteriaContext } from './rules/context.ts';
import { wordsOf } from './rules/language.ts';
import { looksFor, type Look } from './rules/search-looks.ts';
import { distanceOf, FEW, type SearchMeaning } from './rules/search-query.ts';
import { searchable } from './rules/viewer.ts';
import { searchMeaning } from './search-meaning.ts';

/** So many records with words written nearly so are put in order by how near their names are. */
const WEIGHED = 200;

export interface Found extends FoundRecord {
  /** It is here because a word of it looks like one asked for. */
  similar: boolean;
}

/**
 * Records of every object the viewer may see whose words begin with those given but for case and accents, the best first; then, of objects with
 * fewer than `FEW` such, those with words written nearly so. No words, no records.
 */
export async function searchRecords(db: AccountDb, viewer: Viewer, asked: { text: string; limit: number }): Promise<Found[]> {
  const objects = (await objectShapes(db)).filter(({ id }) => viewer.on(id).view !== 'none');
  const [first] = objects;
  if (!first || wordsOf(asked.text).length === 0) return [];
  const context = await criteriaContext(db, { objectId: first.id, viewer, criteria: { all: [] } });
  const meaning = await searchMeaning(db, asked.text);
  await limitTime(db);
  const find: Find = (objectIds, query, { look, limit }) =>
    foundRecords(db, {
      ...asked,
      limit,
      look,
      recordId: meaning.recordId,
      findable: objectIds.map((id) => findableIn({ ...context, objectId: id }, query)),
    });
  const ids = objects.map(({ id }) => id);
  let precise: FoundRecord[] = [];
  for (const look of looksFor(
    meaning,
    await wordSpreads(
      db,
      meaning.words.map((word) => word.asked),
    ),
  )) {
    precise = await find(ids, meaning.precise, { look, limit: asked.limit });
    if (precise.length >= asked.limit) break;
  }
  const similar = await similarTo(precise, { ids, meaning, asked, find });
  const addressed = new Set(
    objects.filter((shape) => visibleFields(viewer, shape).some(({ columnName }) => columnName === 'email')).map(({ id }) => id),
  );
  return [...precise.map((record) => ({ ...record, similar: false })), ...similar.map((record) => ({ ...record, similar: true }))].map(
    (record) => (addressed.has(record.object_id) ? record : { ...record, email: null }),
  );
}

const findableIn = (context: CriteriaContext, query: string) => ({
  visible: viewerPredicate(context),
  worded: searchable(context, sql`${query}::tsquery`),
});

type Find = (objectIds: readonly number[], query: string, how: { look: Look; limit: number }) => Promise<FoundRecord[]>;

interface Widening {
  ids: readonly number[];
  meaning: SearchMeaning;
  asked: { text: string; limit: number };
  find: Find;
}

/** Of the objects with few records that have the words, those with words written nearly so, as far as there is room for them. */
async function similarTo(
  precise: readonly FoundRecord[],
  { ids, meaning, asked: { text, limit }, find }: Widening,
): Promise<FoundRecord[]> {
  if (meaning.tolerant === null || precise.length >= limit) return [];
  const counts = Map.groupBy(precise, ({ object_id }) => object_id);
  const few = ids.filter((id) => (counts.get(id)?.length ?? 0) < FEW);
  if (few.length === 0) return [];
  const known = new Set(precise.map(({ object_id, id }) => `${object_id}/${id}`));
  const found = await find(few, meaning.tolerant, { look: { by: 'words', pivot: meaning.tolerant }, limit: WEIGHED });
  return found
    .filter(({ object_id, id }) => !known.has(`${object_id}/${id}`))
    .map((record) => ({ record, distance: distanceOf(text, record.name) }))
    .toSorted((one, other) => one.distance - other.distance)
    .map(({ record }) => record)
    .slice(0, limit - precise.length);
}

export interface FoundTexts {
  kind: string;
  texts: readonly FoundText[];
}

/** Texts that hang on records or stand by themselves (notes, tasks, messages) with the words; where there are none, with words written nearly so. */
export async function searchTexts(
  db: AccountDb,
  viewer: Viewer,
  asked: { text: string; limit: number },
): Promise<{ kinds: FoundTexts[]; words: readonly string[] }> {
  if (wordsOf(asked.text).length === 0) return { kinds: [], words: [] };
  const meaning = await searchMeaning(db, asked.text);
  await limitTime(db);
  const kinds: FoundTexts[] = [];
  for (const { kind, find } of searchables()) {
    const words = { words: wordsOf(asked.text), limit: asked.limit };
    const precise = await find(db, viewer, { ...words, query: meaning.precise, tolerant: false });
    const tolerant = { ...words, query: meaning.tolerant ?? meaning.precise, tolerant: true };
    kinds.push({ kind, texts: precise.length > 0 ? precise : await find(db, viewer, tolerant) });
  }
  return { kinds: kinds.filter(({ texts }) => texts.length > 0), words: meaning.marked };
}
