import { LIMITS, parseValue, type FieldShape, type ParseContext, type ValueContext } from '../../records/index.ts';
import type { ParentTarget, PermissionSays, RelationTarget, Target, Written } from '../schema.ts';
import { saidStanding, worse } from './permission-words.ts';
import { comparable, type Proof, type RowPlan, type TakenRow } from './rows.ts';
import { tagsIn } from './tags.ts';
import { valuesIn } from './values-in-cell.ts';

/** Takes a filled cell into a row; gives what is wrong with it, if anything is. */
export type ReadCell = (cell: string, row: TakenRow) => string | undefined;

/** Makes the reader for the cells of one column; undefined for a column that becomes nothing. */
export function cellReader(target: Target, at: number, plan: RowPlan, column: string): ReadCell | undefined {
  switch (target.to) {
    case 'field': {
      const field = plan.fields.find(({ id }) => id === target.fieldId);
      return field && fieldReader(field, target.written, plan);
    }
    case 'parent':
      return parentReader(target, at, plan);
    case 'relation':
      return relationReader(target, at, plan);
    case 'note':
      return readNote;
    case 'owner':
      return ownerReader(plan);
    case 'key':
      return (cell, row) => readOwnKey(cell, row, plan.match.indexOf('key'));
    case 'tags':
      return (cell, row) => readTags(cell, row, column);
    case 'permission':
      return permissionReader(target.channel, target.says);
    default:
      return undefined;
  }
}

/** The account's own way of writing, changed by what was said of the column. */
export function contextOf(context: ValueContext, written: Written | undefined): ParseContext {
  if (!written) return context;
  const { dateOrder, decimal, country, timeZone } = written;
  return {
    ...context,
    ...(dateOrder ? { dateOrder } : {}),
    ...(decimal ? { locale: decimal === ',' ? 'de' : 'en' } : {}),
    ...(country ? { country } : {}),
    ...(timeZone ? { timeZone } : {}),
  };
}

function fieldReader(field: FieldShape, written: Written | undefined, plan: RowPlan): ReadCell {
  const at = plan.match.indexOf(field.id);
  const context = contextOf(plan.context, written);
  return (cell, row) => {
    if (FORMULA_ERRORS.has(cell)) return written?.unreadable === 'blank' ? undefined : formulaProblem(cell);
    const read = parseValue(field, readable(field, unguarded(cell)), context);
    if ('problem' in read) return written?.unreadable === 'blank' ? undefined : read.problem;
    if (read.value === null) return undefined;
    row.changes.set(field.id, read.value);
    if (!field.isUnique) return undefined;
    if (at >= 0) row.keys[at] = String(read.value);
    if (at !== 0) row.claims = [...row.claims, `${field.id}:${comparable(String(read.value))}`];
    return undefined;
  };
}

/** What spreadsheets show where a formula failed: no value, of whatever type the field is. */
const FORMULA_ERRORS = new Set(['#N/A', '#REF!', '#DIV/0!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!']);

const formulaProblem = (cell: string): string =>
  `the formula of this cell failed (${cell}). Correct it in the spreadsheet, or have cells that cannot be read count as blank.`;

/** The apostrophe our own export puts before what a spreadsheet would run comes off again. */
const unguarded = (cell: string): string => (cell.charCodeAt(0) === 39 && /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

const CHECKED = new Set([
  'ja',
  'oui',
  'si',
  'sí',
  'sim',
  'tak',
  'ano',
  'да',
  'はい',
  'wahr',
  'vrai',
  'verdadero',
  'vero',
  't',
  '☑',
  '✔',
  'checked',
  'ticked',
  'enabled',
  'active',
]);
const UNCHECKED = new Set([
  'nein',
  'non',
  'não',
  'nie',
  'ne',
  'нет',
  'いいえ',
  'falsch',
  'faux',
  'falso',
  'f',
  '☐',
  '✗',
  'unticked',
  'disabled',
  'inactive',
  'null',
]);

/** An address book writes several of these into one cell: the first counts. */
const SINGLE: ReadonlySet<string> = new Set(['email', 'phone', 'sms', 'url']);

/** A cell as the field's type understands it: yes and no in other languages. Dates that programs write for none are blank. */
function readable({ type }: FieldShape, cell: string): string {
  if (type === 'check') {
    const word = cell.trim().toLowerCase();
    return CHECKED.has(word) ? 'yes' : UNCHECKED.has(word) ? 'no' : cell;
  }
  if ((type === 'date' || type === 'datetime') && cell.startsWith('0000-00-00')) return '';
  if (type === 'number' && /^\s*[-+]?[\d.,]+\s?%\s*$/.test(cell)) return cell.replace('%', '');
  return cell.includes(' ::: ') && SINGLE.has(type) ? cell.slice(0, cell.indexOf(' ::: ')) : cell;
}

/** Exports name several records in one cell; the field points to one: the first counts. */
const firstOf = (cell: string): string => /^[^;]*/.exec(cell)![0].trim();

function parentReader(target: ParentTarget, at: number, { parentFields, context }: RowPlan): ReadCell {
  const { by, fieldId } = target;
  if (by === 'id') {
    return (cell, row) => {
      const id = /^\d{1,15}$/.test(cell.trim()) ? Number(cell) : 0;
      if (id < 1) return `“${cell.slice(0, 40)}” is not the number of a record.`;
      row.changes.set(fieldId, id);
      return undefined;
    };
  }
  const field = parentFields[at];
  return (cell, row) => {
    if (FORMULA_ERRORS.has(cell)) return formulaProblem(cell);
    const text = by === 'key' ? firstOf(cell) : unguarded(cell).trim();
    if (text === '') return undefined;
    if (text.length > 200) return 'the name of the record it points to has more than 200 characters.';
    if (field) {
      const read = parseValue(field, text, context);
      if ('problem' in read) return read.problem;
      row.parents.set(at, String(read.value));
    } else row.parents.set(at, text);
    return undefined;
  };
}

/** So many records one cell relates its own with. */
const MOST_RELATED = 500;

function relationReader({ by, separator }: RelationTarget, at: number, { parentFields, context }: RowPlan): ReadCell {
  const field = parentFields[at];
  return (cell, row) => {
    const values: string[] = [];
    for (const text of valuesIn(unguarded(cell), separator)) {
      if (text.length > 200) return 'the name of a record it is related with has more than 200 characters.';
      if (by === 'id' && !/^[1-9]\d{0,14}$/.test(text)) return `“${text.slice(0, 40)}” is not the number of a record.`;
      const read = field ? parseValue(field, text, context) : { value: text };
      if ('problem' in read) return read.problem;
      values.push(String(read.value));
    }
    if (values.length > MOST_RELATED) return `it names ${values.length} records, and a cell can name ${MOST_RELATED}.`;
    if (values.length > 0) row.parents.set(at, values);
    return undefined;
  };
}

function readNote(cell: string, row: TakenRow): string | undefined {
  const body = unguarded(cell).trim();
  if (body.length > LIMITS.note) return `a note has at most ${LIMITS.note.toLocaleString('en')} characters.`;
  if (body !== '') row.notes = [...row.notes, body];
  return undefined;
}

/** An owner is named by e-mail address, by name, or as “Name <address>”; whoever is nobody here leaves the record to the importer. */
function ownerReader({ context }: RowPlan): ReadCell {
  const users = new Map(
    (context.users ?? []).flatMap(({ id, name, email }) => [[comparable(name), id] as const, [comparable(email), id] as const]),
  );
  return (cell, row) => {
    const named = unguarded(cell).trim();
    const address = /[<(]([^<>()\s]+@[^<>()\s]+)[>)]/.exec(named)?.[1];
    const id = users.get(comparable(named)) ?? (address === undefined ? undefined : users.get(comparable(address)));
    if (id === undefined) row.unknownOwner = named;
    else row.ownerId = id;
    return undefined;
  };
}

function readOwnKey(cell: string, row: TakenRow, at: number): string | undefined {
  const key = cell.trim();
  if (key === '') return undefined;
  if (key.length > 200) return 'an id has at most 200 characters.';
  row.ownKey = key;
  if (at >= 0) row.keys[at] = key;
  if (at !== 0) row.claims = [...row.claims, `key:${comparable(key)}`];
  return undefined;
}

function readTags(cell: string, row: TakenRow, column: string): string | undefined {
  const names = tagsIn(cell);
  const long = names.find((name) => name.length > 100);
  if (long) return `the tag “${long.slice(0, 30)}…” in “${column}” is longer than 100 characters.`;
  row.tags = [...row.tags, ...names];
  return undefined;
}

function permissionReader(channel: 'email' | 'sms', says: PermissionSays): ReadCell {
  const part = channel === 'email' ? 'emailSays' : 'smsSays';
  const isProof = says === 'since' || says === 'until' || says === 'source' || says === 'address';
  return (cell, row) => {
    if (isProof) prove(row, channel, { [says]: cell.trim().slice(0, 300) });
    else {
      // In the numbers of programs that text, 0 is where everybody begins.
      const said = channel === 'sms' && cell.trim() === '0' ? 'none' : saidStanding(cell, says);
      if (said) row[part] = worse(row[part], said);
      if (said === 'out' && says === 'opted-out' && /\d{4}/.test(cell)) prove(row, channel, { until: cell.trim().slice(0, 40) });
    }
    return undefined;
  };
}

function prove(row: TakenRow, channel: 'email' | 'sms', proof: Proof): void {
  row.proof = { ...row.proof, [channel]: { ...row.proof?.[channel], ...proof } };
}
