import type { Value } from '../../records/index.ts';
import type { RefusedRow, TakenRow } from './row-plan.ts';

/** The columns of `import_rows` in the order in which `stagedLine` writes them. */
export const STAGED_COLUMNS =
  'account_id, import_id, row_no, match_key, changes, tags, email_opt_out, sms_opt_out, repeats, create_problem, reason, raw';

/** One row as a line of COPY's text form for `import_rows`, whose first cells (`account_id`, `import_id`) are `prefix`. */
export function stagedLine(prefix: string, row: TakenRow | RefusedRow): string {
  if ('reason' in row) return `${prefix}\t${row.row}\t\\N\t\\N\t\\N\tf\tf\t0\t\\N\t${escaped(row.reason)}\t${escaped(row.raw)}\n`;
  const key = row.key === null ? '\\N' : escaped(row.key);
  const tags = row.tags.length === 0 ? '\\N' : escaped(arrayText(row.tags));
  const problem = row.createProblem === null ? '\\N' : escaped(row.createProblem);
  return `${prefix}\t${row.row}\t${key}\t${escaped(changesJson(row.changes))}\t${tags}\t${row.emailOptOut ? 't' : 'f'}\t${row.smsOptOut ? 't' : 'f'}\t${row.repeats}\t${problem}\t\\N\t${escaped(row.raw)}\n`;
}

/** JSON.stringify on an object of the values took a quarter longer: it sorts and reads keys that are known here. */
function changesJson(changes: ReadonlyMap<number, Value>): string {
  let text = '';
  for (const [field, value] of changes) text += `${text === '' ? '{' : ','}"${field}":${JSON.stringify(value)}`;
  return text === '' ? '{}' : `${text}}`;
}

const arrayText = (values: readonly string[]): string => `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\u{fffd}' };

/** Most cells need no escaping, and testing is cheaper than replacing. */
const escaped = (text: string): string => (/[\\\t\n\r\0]/.test(text) ? text.replaceAll(/[\\\t\n\r\0]/g, (sign) => ESCAPES[sign]!) : text);

/** A chunk of staged lines cut in two between lines; undefined for a single one. Its rows read are counted with the second half. */
export function halves<Cut extends { copy: Uint8Array; rowsRead: number }>(chunk: Cut): [Cut, Cut] | undefined {
  const { copy } = chunk;
  let cut = copy.indexOf(0x0a, copy.length >> 1) + 1;
  if (cut === 0 || cut === copy.length) cut = copy.lastIndexOf(0x0a, (copy.length >> 1) - 1) + 1;
  if (cut === 0) return undefined;
  return [
    { ...chunk, copy: copy.subarray(0, cut), rowsRead: 0 },
    { ...chunk, copy: copy.subarray(cut), rowsRead: chunk.rowsRead },
  ];
}
