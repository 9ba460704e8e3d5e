import { domainOf, isTest, withoutComments, type Finding, type Source } from './source.ts';

/** Time is an input: no domain reads the wall clock, in TypeScript or in SQL. */
export function wallClockReads(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => domainOf(path) && !isTest(path))
    .flatMap(({ path, text }) => {
      const code = withoutComments(text);
      return [
        ...(/\bDate\.now\(|\bnew Date\(\)/.test(code) ? ['reads the wall clock; take the time from db.now or a Clock'] : []),
        ...(/`[^`]*\b(?:now\(\)|current_timestamp|clock_timestamp\(\))[^`]*`/i.test(code) ? ['asks SQL for the time; pass db.now'] : []),
      ].map((sentence) => ({ rule: 'wall-clock', path, sentence }));
    });
}

/** SQL stands in queries.ts (or queries/), where the next reader looks for it; the compiler of criteria is SQL throughout. */
export function sqlOutsideQueries(sources: readonly Source[]): Finding[] {
  return sources
    .filter(
      ({ path }) =>
        domainOf(path) && !isTest(path) && !/\/queries(\/|\.ts$|-[a-z-]+\.ts$)/.test(path) && !path.startsWith('src/criteria/rules'),
    )
    .filter(({ text }) => /sql`\s*(?:select|insert|update|delete|with)\b/i.test(withoutComments(text)))
    .map(({ path }) => ({ rule: 'sql-in-queries', path, sentence: 'holds a statement; move it to queries.ts' }));
}
