import { z } from 'zod';
import { Problem } from './kernel/problem.ts';

/** What every address below `/api` may bear: the account, where a browser downloads. */
const EVERYWHERE = ['account'];

/**
 * Refuses `unknown_parameter` (400) whatever stands in the address that the route does not know: a filter that was misspelt must not give everything.
 * Says which name was probably meant.
 */
export function refuseUnknownQuery(schema: z.ZodType | undefined, query: unknown): void {
  if (schema !== undefined && !(schema instanceof z.ZodObject)) return;
  const known = [...Object.keys(schema?.shape ?? {}), ...EVERYWHERE];
  for (const name of Object.keys(query ?? {})) {
    if (known.includes(name)) continue;
    const shown = name.slice(0, 60);
    const sentence = `There is no parameter “${shown}” here. ${adviceFor(name, known.slice(0, -EVERYWHERE.length))}`;
    throw new Problem('unknown_parameter', sentence, { status: 400, fields: { [shown]: sentence } });
  }
}

function adviceFor(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'Leave it out: this takes none.';
  const asked = name.slice(0, 60).toLowerCase();
  const [nearest] = known.map((each) => ({ each, far: distance(asked, each.toLowerCase()) })).sort((a, b) => a.far - b.far);
  return nearest!.far <= Math.max(2, asked.length / 3) ? `Did you mean “${nearest!.each}”?` : `There are ${known.join(', ')}.`;
}

/** How many letters must be put in, taken out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}
