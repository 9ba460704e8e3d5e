import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import { formById, type FormRow } from './queries/forms.ts';

/** A form by its number; with `lock` held to the end of the transaction. Refuses `not_found`. */
export async function loadForm(db: AccountDb, id: number, lock = false): Promise<FormRow> {
  const form = await formById(db, id, lock);
  if (!form) throw notFound('form');
  return form;
}
