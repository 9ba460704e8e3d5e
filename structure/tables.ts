import { domainOf, isTest, withoutComments, type Finding, type Source } from './source.ts';

/** The compiled SQL of criteria and the gate's verdict read the records they are about; the walls (search, compiled criteria) are proven by a test of their own. */
const MAY_READ_OTHERS = new Set(['criteria', 'compliance']);

/** A table belongs to the domain whose migrations create it; no other domain's statements may name it. */
export function foreignTables(migrations: readonly Source[], sources: readonly Source[]): Finding[] {
  const owner = ownersOf(migrations);
  return sources
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, text }) => {
      const domain = domainOf(path);
      if (!domain) return [];
      return tablesNamedIn(text)
        .filter(
          (table) =>
            owner.has(table) &&
            owner.get(table) !== 'app' &&
            owner.get(table) !== domain &&
            !(MAY_READ_OTHERS.has(domain) && readsOnly(text, table)),
        )
        .map((table) => ({
          rule: 'table-ownership',
          path,
          sentence: `names table ${table} of ${owner.get(table)}; ask that domain's door`,
        }));
    });
}

function ownersOf(migrations: readonly Source[]): Map<string, string> {
  const owner = new Map<string, string>();
  for (const { path, text } of migrations) {
    for (const [, table] of text.matchAll(/create (?:unlogged )?table (?:if not exists )?(?!if\b)([a-z_]+)/gi)) {
      owner.set(table!, domainOf(path) ?? 'app');
    }
  }
  return owner;
}

const NAMED = /\b(?:from|join|into|update|table)\s+([a-z_]+)\b/gi;

const tablesNamedIn = (text: string): string[] => [...new Set([...sqlOf(text).matchAll(NAMED)].map(([, table]) => table!))];

const readsOnly = (text: string, table: string): boolean => !new RegExp(`\\b(?:into|update)\\s+${table}\\b`, 'i').test(sqlOf(text));

/** Only what stands between back-ticks can be a statement. */
const sqlOf = (text: string): string => [...withoutComments(text).matchAll(/`[^`]*`/g)].map(([statement]) => statement).join('\n');
