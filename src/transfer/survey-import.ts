import type { Database } from '../app/db.ts';
import { updateSurvey, type ImportRow } from './queries/imports.ts';
import { allRecords } from './reading/all-records.ts';
import { surveyColumns } from './rules/survey-columns.ts';
import type { ColumnSurvey } from './schema.ts';

/** Looks through the whole file of a draft at what its columns hold, once, and keeps it. */
export async function surveyImport(database: Database, accountId: number, imported: ImportRow): Promise<readonly ColumnSurvey[]> {
  if (imported.survey) return imported.survey;
  const survey = surveyColumns(imported.columns.length);
  for await (const records of allRecords(database, accountId, imported)) survey.take(records);
  const columns = survey.columns();
  await database.account(accountId, (db) => updateSurvey(db, imported.id, columns));
  return columns;
}
