import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { randomFrom, type Random } from '../../test/criteria/random.ts';
import { testDatabase } from '../../test/harness.ts';
import { countsOf, runImport, startedImport } from '../../test/imports.ts';
import { parseValue } from '../records/index.ts';
import { STANDARD_OBJECTS } from '../records/rules/standard-objects.ts';
import type { ImportRow } from './queries/imports.ts';
import { saidStanding } from './rules/permission-words.ts';
import type { Target } from './schema.ts';
import { seedOf } from '../../test/seed.ts';

const SEED = seedOf(20_261_122);
const FILES = Number(process.env.IMPORT_FILES ?? (process.env.QUAYSIDE_DEEP ? 400 : 25));
const test = testDatabase();
let seat: TestSeat;

beforeAll(async () => {
  seat = await makeAccount(test);
});

const COLUMNS = [3, 1, 11, 8];
const MAPPING: Target[] = [
  ...COLUMNS.map((fieldId): Target => ({ to: 'field', fieldId })),
  { to: 'permission', channel: 'email', says: 'opted-out' },
];
const FIELDS = new Map(STANDARD_OBJECTS[0]!.sections.flatMap(({ fields }) => fields).map((field) => [field.id, { options: [], ...field }]));

interface Person {
  values: Record<string, unknown>;
  status: number;
  /** Said no once: nothing an import says raises them. */
  refused: boolean;
}
type Mode = 'create' | 'update' | 'both';

/** One row after the other, as somebody would do it by hand. */
class NaiveImporter {
  readonly people: Person[] = [];
  readonly #byEmail = new Map<string, Person>();

  take(rows: readonly string[][], mode: Mode): number[] {
    let [created, updated, rejected] = [0, 0, 0];
    for (const cells of rows) {
      const done = this.#takeRow(cells, mode);
      if (done === 'created') created++;
      else if (done === 'updated') updated++;
      else rejected++;
    }
    return [rows.length, created, updated, rejected];
  }

  #takeRow(cells: readonly string[], mode: Mode): 'created' | 'updated' | 'rejected' {
    if (cells.length !== MAPPING.length) return 'rejected';
    const values: Record<string, unknown> = {};
    for (const [at, fieldId] of COLUMNS.entries()) {
      const parsed = parseValue(FIELDS.get(fieldId)!, cells[at]!);
      if ('problem' in parsed) return 'rejected';
      if (parsed.value !== null) values[fieldId] = parsed.value;
    }
    if (Object.keys(values).length === 0) return 'rejected';
    const email = values[3] as string | undefined;
    const met = email === undefined ? undefined : this.#byEmail.get(email);
    if ((met && mode === 'create') || (!met && mode === 'update')) return 'rejected';
    const person = met ?? { values: {}, status: 0, refused: false };
    Object.assign(person.values, values);
    const optsOut = saidStanding(cells[4]!, 'opted-out') === 'out';
    if (optsOut) person.refused = true;
    if (person.refused) person.status = 0;
    else if (!met && email !== undefined) person.status = 1;
    if (met) return 'updated';
    this.people.push(person);
    if (email !== undefined) this.#byEmail.set(email, person);
    return 'created';
  }
}

function randomRow(random: Random): string[] {
  const email = random.pick([
    '',
    `P${random.below(40)}@Example.com`,
    `p${random.below(40)}@example.com`,
    `p${random.below(40)}@example.com`,
    'not an address',
  ]);
  const cells = [
    email,
    random.pick([
      '',
      'Ada',
      'Zoë, "the great"',
      '日本',
      'two\nlines',
      '=1+1',
      ' padded ',
      "O'Neill; DROP TABLE records",
      'back\\slash\tand tab',
    ]),
    random.pick(['', 'Cork', 'Köln', '\\N']),
    random.pick(['', '', '1980-02-03', '03.02.1980', 'soon']),
    random.pick(['', '', '', 'no', 'yes', '2024-01-01']),
  ];
  return random.chance(0.03) ? cells.slice(0, 3) : random.chance(0.02) ? [...cells, 'too many'] : cells;
}

const csvOf = (rows: readonly string[][], delimiter: string): string =>
  [['Email', 'First name', 'City', 'Birthday', 'Out'], ...rows]
    .map((cells) =>
      cells.map((cell) => (/["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter),
    )
    .join('\n');

async function stored(): Promise<object[]> {
  const { rows } = await test.owner.query(
    'select email, values, email_status from records where account_id = $1 and object_id = 0 order by id',
    [seat.accountId],
  );
  return rows.map(({ email, values, email_status }) => ({ ...values, ...(email === null ? {} : { 3: email }), status: email_status }));
}

describe('importing random files', () => {
  it(
    `leaves what one row after the other would leave, in ${FILES} files (seed ${SEED})`,
    async () => {
      const random = randomFrom(SEED);
      const naive = new NaiveImporter();
      for (let file = 0; file < FILES; file++) {
        const mode = random.pick<Mode>(['both', 'both', 'both', 'create', 'update']);
        const rows = Array.from({ length: 1 + random.below(30) }, () => randomRow(random)).filter((cells) =>
          cells.some((cell) => cell.trim() !== ''),
        );
        if (rows.length === 0) continue;
        const text = csvOf(rows, random.pick([',', ';', '\t', '|']));
        const id = await startedImport(test, seat, text, { mapping: MAPPING, options: { mode } });
        const done: ImportRow = await runImport(test, seat, id, 1 + random.below(12));
        expect(countsOf(done), `file ${file} of seed ${SEED}, ${mode}:\n${text}`).toEqual(naive.take(rows, mode));
      }
      const expected = naive.people.map(({ values, status }) => ({ ...values, status }));
      const byText = (people: object[]): string[] => people.map((person) => JSON.stringify(Object.entries(person).sort())).sort();
      expect(byText(await stored()), `seed ${SEED}`).toEqual(byText(expected));
    },
    20_000 + FILES * 500,
  );
});
