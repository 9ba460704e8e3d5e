import type { AccountDb } from '../../app/db.ts';
import type { TextsToFill } from '../../app/kernel/domain.ts';
import { fillerOf, mergePaths, mergeProblem } from '../../documents/index.ts';
import { recordsByIds } from '../../records/index.ts';
import { mergeValuesOf } from './merge-values.ts';

/** Texts filled in with each record's values. One that cannot be read as a template stays as it was written. */
export async function fillTexts(db: AccountDb, { objectId, recordIds, texts }: TextsToFill): Promise<Map<number, string[]>> {
  const readable = texts.filter((text) => mergeProblem(text) === null);
  const records = await recordsByIds(db, objectId, recordIds);
  const values = await mergeValuesOf(db, { objectId, records, paths: [...new Set(readable.flatMap(mergePaths))] });
  const fillers = texts.map((text) => (readable.includes(text) ? fillerOf(text, 'text') : null));
  return new Map(records.map(({ id }) => [id, fillers.map((filler, index) => filler?.fill(values.get(id) ?? {}) ?? texts[index]!)]));
}
