import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { TextsRead, TextsToFill } from '../../app/kernel/domain.ts';
import { fillerOf, mergeFieldsOutsideLetters, mergePaths, mergeProblem, placeOfPath, plainTextProblem } from '../../documents/index.ts';
import { objectShapes, recordsByIds } from '../../records/index.ts';
import { mergeValuesOf } from './merge-values.ts';

/** Texts filled in with each record's values. One that cannot be read as a template stays as it was written. */
export async function fillTexts(db: AccountDb, { objectId, recordIds, texts, encodings }: TextsToFill): Promise<Map<number, string[]>> {
  const readable = texts.filter((text) => mergeProblem(text) === null);
  const records = await recordsByIds(db, objectId, recordIds);
  const values = await mergeValuesOf(db, { objectId, records, paths: [...new Set(readable.flatMap(mergePaths))] });
  const fillers = texts.map((text, index) => (readable.includes(text) ? fillerOf(text, encodings?.[index] ?? 'text') : null));
  return new Map(records.map(({ id }) => [id, fillers.map((filler, index) => filler?.fill(values.get(id) ?? {}) ?? texts[index]!)]));
}

/** What is wrong with the merge fields in texts about an object's records, and which of its fields they show. */
export async function readTexts(db: AccountDb, { objectId, texts }: Pick<TextsToFill, 'objectId' | 'texts'>): Promise<TextsRead> {
  const objects = await objectShapes(db);
  const shape = objects.find(({ id }) => id === objectId);
  if (!shape) throw notFound('object');
  const known = mergeFieldsOutsideLetters(shape, objects);
  const problems = texts.map((text) => plainTextProblem(text, known));
  const paths = texts.filter((text) => mergeProblem(text) === null).flatMap(mergePaths);
  const fields = paths.flatMap((path) => placeOfPath(shape, path, objects)?.field.id ?? []);
  return { problem: problems.find((problem) => problem !== null) ?? undefined, fieldIds: [...new Set(fields)] };
}
