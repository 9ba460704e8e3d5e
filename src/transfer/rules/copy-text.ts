import type { RefusedRow, TakenRow } from './rows.ts';

/** The columns of `import_rows` in the order in which `stagedLine` writes them. */
export const STAGED_COLUMNS =
  'account_id, import_id, row_no, match_key, other_keys, own_key, changes, parents, tags, email_says, sms_says, proof, owner_id, notes, repeats, create_problem, reason, raw';

/** One row as a line of COPY's text form for `import_rows`, whose first cells (`account_id`, `import_id`) are `prefix`. */
export function stagedLine(prefix: string, row: TakenRow | RefusedRow): string {
  if ('reason' in row) return `${prefix}\t${row.row}${NONE.repeat(11)}\t0\t\\N\t${escaped(row.reason)}\t${escaped(row.raw)}\n`;
  const { keys, ownKey, parents, tags, notes, ownerId, proof, createProblem } = row;
  const cells = [
    text(keys[0] ?? null),
    keys.length < 2 ? '\\N' : escaped(arrayText(keys.slice(1))),
    text(ownKey),
    escaped(jsonText(row.changes)),
    parents.size === 0 ? '\\N' : escaped(jsonText(parents)),
    tags.length === 0 ? '\\N' : escaped(arrayText(tags)),
    row.emailSays ?? '\\N',
    row.smsSays ?? '\\N',
    proof === null ? '\\N' : escaped(JSON.stringify(proof)),
    ownerId === null ? '\\N' : String(ownerId),
    notes.length === 0 ? '\\N' : escaped(arrayText(notes)),
  ];
  return `${prefix}\t${row.row}\t${cells.join('\t')}\t${row.repeats}\t${text(createProblem)}\t\\N\t${escaped(row.raw)}\n`;
}

const NONE = '\t\\N';
const text = (value: string | null): string => (value === null ? '\\N' : escaped(value));

/** JSON.stringify on an object of the values took a quarter longer: it sorts and reads keys that are known here. */
function jsonText(values: ReadonlyMap<number, unknown>): string {
  let json = '';
  for (const [key, value] of values) json += `${json === '' ? '{' : ','}"${key}":${JSON.stringify(value)}`;
  return json === '' ? '{}' : `${json}}`;
}

const arrayText = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replaceAll(/["\\]/g, '\\$&')}"`)).join(',')}}`;

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
