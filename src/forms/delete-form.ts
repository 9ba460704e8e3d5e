import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { formDeleted } from './events.ts';
import { loadForm } from './load-form.ts';
import { takeAddress } from './queries/addresses.ts';
import { markFormDeleted } from './queries/forms.ts';
import { forgetServed } from './serving/served-form.ts';

/** Deletes a form: its page is gone at once; what people handed in stays on their records. */
export async function deleteForm(db: AccountDb, actor: Actor, id: number): Promise<void> {
  await loadForm(db, id, true);
  await takeAddress(db, id, null);
  await markFormDeleted(db, id);
  await recordEvent(db, actor, { kind: formDeleted, subject: { type: 'form', id } });
  const { accountId } = db;
  db.afterCommit(() => forgetServed(accountId, id));
}
