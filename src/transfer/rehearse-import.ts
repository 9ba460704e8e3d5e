import { accountSettings } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { formatValue, objectShape, objectShapes, recordsByIds, type FieldShape, type Value, type ValueContext } from '../records/index.ts';
import { makeThings } from './make-things.ts';
import { draftImport, refuseMapping } from './map-import.ts';
import { mergeChunk } from './merge-chunk.ts';
import { planReading } from './plan-reading.ts';
import type { ImportRow } from './queries/imports.ts';
import { rehearsedWrites, type RehearsedWrite } from './queries/rehearsal.ts';
import { rejectsAfter } from './queries/rejects.ts';
import { firstRecords } from './reading/first-records.ts';
import { ChunkReading, type Chunk } from './reading/read-chunks.ts';
import { partOfFile } from './queries/parts.ts';
import { filledFields } from './rules/filled-fields.ts';
import { surveyColumns } from './rules/survey-columns.ts';
import type { MappingInput, Rehearsal, RehearsedRow } from './schema.ts';
import type { Importer } from './start-import.ts';

const ROWS = 100;

/** Carries what was rehearsed out of the transaction that must not stay. */
class Rehearsed extends Error {
  readonly rehearsal: Rehearsal;
  constructor(rehearsal: Rehearsal) {
    super('rehearsed');
    this.rehearsal = rehearsal;
  }
}

/**
 * Brings in the first hundred rows of a draft as they would be, down the very path of the run, tells what became of each, and takes all of it
 * back: nothing stays, no number is used up. Refuses what `mapImport` refuses.
 */
export async function rehearseImport(
  database: Database,
  accountId: number,
  importer: Importer,
  { id, mapping, options }: MappingInput & { id: number },
): Promise<Rehearsal> {
  try {
    return await database.account(accountId, async (db) => {
      const draft = await draftImport(db, id);
      await refuseMapping(db, importer.viewer, draft, { mapping, options });
      throw new Rehearsed(await rehearse(db, importer, { ...draft, mapping, options, permission: draft.permission ?? REHEARSED }));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.rehearsal;
    throw error;
  }
}

/** Stands for the declaration that is not written yet. */
const REHEARSED = 'They will have asked for it as is declared when the import is started.';

async function rehearse(db: AccountDb, importer: Importer, draft: ImportRow): Promise<Rehearsal> {
  const ids = numbersApart();
  const survey = draft.survey ?? (await surveyOfFirst(db, draft));
  const things = await makeThings(
    db,
    { ...importer, ids },
    { objectId: draft.object_id, columns: draft.columns, mapping: draft.mapping!, survey },
  );
  const imported = { ...draft, mapping: things.mapping };
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0, parents: 0 };
  const writes: RehearsedWrite[] = [];
  for (const chunk of await firstChunks(db, imported)) {
    const look = async (set: Parameters<typeof rehearsedWrites>[1]): Promise<void> => void writes.push(...(await rehearsedWrites(db, set)));
    const merged = await mergeChunk(db, ids, imported, { chunk, look });
    for (const count of Object.keys(counts) as (keyof typeof counts)[]) counts[count] += merged[count];
  }
  const rejects = await rejectsAfter(db, draft.id, 0, ROWS);
  const shape = await objectShape(db, draft.object_id);
  const fields = filledFields(imported.mapping).flatMap((fieldId) => shape.fields.filter((field) => field.id === fieldId));
  const rows = [
    ...(await presentWrites(db, writes, fields)),
    ...rejects.map(({ row_no, reason }): RehearsedRow => ({ row: row_no, outcome: 'rejected', reason, cells: {} })),
  ].sort((a, b) => a.row - b.row);
  return { rows, fields: fields.map(({ id, label }) => ({ id, label })), counts, made: things.made };
}

/** Numbers nobody will ever have: what gets them is gone with the transaction. */
function numbersApart(): NextIds {
  let next = 1_000_000_000;
  return async (name, count) => {
    const first = next;
    next += count;
    return name.startsWith('field:') || name.startsWith('section:') ? first : first + 1_000_000_000_000;
  };
}

async function surveyOfFirst(db: AccountDb, draft: ImportRow) {
  const survey = surveyColumns(draft.columns.length);
  survey.take(await firstRecords(db, draft, ROWS));
  return survey.columns();
}

/** The chunks of the first rows; rows that must wait for each other stand in different ones. */
async function firstChunks(db: AccountDb, imported: ImportRow): Promise<Chunk[]> {
  const first = (await firstRecords(db, imported, ROWS)).at(-1)?.row ?? 0;
  const reading = new ChunkReading({ ...(await planReading(db, imported)), chunkRows: ROWS, untilRow: first });
  const bytes = await partOfFile(db, imported.id, 0);
  return [...(bytes ? reading.take(bytes) : []), ...reading.take(null)];
}

async function presentWrites(db: AccountDb, writes: readonly RehearsedWrite[], fields: readonly FieldShape[]): Promise<RehearsedRow[]> {
  const { locale, currency, timeZone, country } = await accountSettings(db);
  const show = shower(await namesOfParents(db, writes, fields), { locale, currency, timeZone, country });
  return writes.map((write) => ({
    row: write.row_no,
    outcome: write.is_new ? 'created' : write.changed ? 'updated' : 'unchanged',
    ...(write.is_new ? {} : { recordId: write.id }),
    name: write.name,
    cells: Object.fromEntries(
      fields.map((field) => {
        const [before, after] = [show(field, write.before[field.id]), show(field, write.after[field.id])];
        return [field.id, write.is_new || before === after ? { after } : { after, before }];
      }),
    ),
    ...(write.tags ? { tags: write.tags } : {}),
    ...(write.email_says || write.sms_says
      ? { says: { ...(write.email_says ? { email: write.email_says } : {}), ...(write.sms_says ? { sms: write.sms_says } : {}) } }
      : {}),
  }));
}

type Names = ReadonlyMap<string, string>;

const shower =
  (names: Names, context: ValueContext) =>
  (field: FieldShape, value: unknown): string =>
    field.type === 'parent' && value != null
      ? (names.get(`${field.parentObjectId}:${value}`) ?? '')
      : formatValue(field, value as Value, context);

async function namesOfParents(db: AccountDb, writes: readonly RehearsedWrite[], fields: readonly FieldShape[]): Promise<Names> {
  const names = new Map<string, string>();
  for (const shape of await objectShapes(db)) {
    const pointing = fields.filter(({ type, parentObjectId }) => type === 'parent' && parentObjectId === shape.id);
    const ids = writes.flatMap(({ before, after }) => pointing.flatMap(({ id }) => [before[id], after[id]])).filter((id) => id != null);
    if (ids.length === 0) continue;
    for (const record of await recordsByIds(db, shape.id, [...new Set(ids as number[])]))
      names.set(`${shape.id}:${record.id}`, record.name);
  }
  return names;
}
