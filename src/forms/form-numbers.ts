import type { AccountDb } from '../app/db.ts';
import { loadForm } from './load-form.ts';
import { daysOfForm } from './queries/days.ts';
import type { FormNumbers } from './schema.ts';

const SHOWN_DAYS = 90;

/** How often a form was looked at, begun, handed in and turned away, by day, the latest first. */
export async function formNumbers(db: AccountDb, formId: number): Promise<FormNumbers> {
  await loadForm(db, formId);
  return { days: await daysOfForm(db, formId, SHOWN_DAYS) };
}
