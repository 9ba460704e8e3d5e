import { installationOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { plainCopy } from './serving/plain-copy.ts';
import { servedIn } from './serving/served-form.ts';

/** A published form as plain HTML, to be pasted anywhere; undefined where none is published. */
export async function copyForm(db: AccountDb, formId: number): Promise<string | undefined> {
  const served = await servedIn(db, formId);
  return served && plainCopy(installationOf(db.database).baseUrl, served);
}
