import { sql, type AccountDb } from '../app/db.ts';
import { wordsLike } from '../records/index.ts';
import { howManyUpTo } from './queries/search.ts';
import type { CriteriaContext } from './rules/context.ts';
import { branchesOf, kindOf, wordsOf, type Criteria, type SearchCondition } from './rules/language.ts';
import { FEW, meaningOf, type SearchMeaning } from './rules/search-query.ts';
import { searchable } from './rules/viewer.ts';

/** Read once a transaction: the list, its count and its pages ask the same. */
const known = new WeakMap<AccountDb, Map<string, SearchMeaning>>();

/** What a search comes to among the account's words. */
export async function searchMeaning(db: AccountDb, search: string): Promise<SearchMeaning> {
  const meanings = known.get(db) ?? known.set(db, new Map()).get(db)!;
  const meaning = meanings.get(search) ?? meaningOf(search, await wordsLike(db, wordsOf(search)));
  meanings.set(search, meaning);
  return meaning;
}

/**
 * The context with what the searches in a tree come to for the viewer: misspelt words too where fewer than `FEW` of the records that the viewer may
 * see have the words as they were written. The palette finds by the same rule, so that a list shows what it found. Conditions of groups, and on
 * related records, take the words as they are written: who belongs must not change with how many others do.
 */
export async function withSearches(db: AccountDb, context: CriteriaContext, tree: Criteria): Promise<CriteriaContext> {
  const searches = new Map<string, SearchMeaning>();
  for (const search of new Set(searchesIn(tree))) {
    const meaning = await searchMeaning(db, search);
    const isFew = meaning.tolerant !== null && (await howManyUpTo(db, searchable(context, sql`${meaning.precise}::tsquery`), FEW)) < FEW;
    searches.set(search, isFew ? meaning : { ...meaning, tolerant: null });
  }
  return searches.size === 0 ? context : { ...context, searches };
}

const searchesIn = (node: Criteria): string[] =>
  kindOf(node) === 'search' ? [(node as SearchCondition).search] : branchesOf(node).flatMap(([, child]) => searchesIn(child));
