import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { formUpdated } from './events.ts';
import { loadForm } from './load-form.ts';
import { takeAddress } from './queries/addresses.ts';
import { updateFormRow, type FormRow } from './queries/forms.ts';
import type { FormChange } from './schema.ts';
import { forgetServed } from './serving/served-form.ts';

/**
 * Changes a form's draft, its name or its address; what visitors get changes when it is published. Refuses `changed_meanwhile` and
 * `address_taken`.
 */
export async function updateForm(db: AccountDb, actor: Actor, id: number, change: FormChange): Promise<FormRow> {
  const before = await loadForm(db, id, true);
  if (change.revision !== undefined && change.revision !== before.revision) {
    throw new Problem('changed_meanwhile', 'Somebody else has changed this form meanwhile. Load it again, so that nothing is lost.', {
      status: 409,
    });
  }
  const address = change.address === undefined ? before.address : change.address || null;
  if (address !== before.address && !(await takeAddress(db, id, address))) {
    throw invalid('address', `Another form of this installation has the address “${address}”. Choose another.`, 'address_taken');
  }
  await updateFormRow(db, id, {
    name: change.name ?? before.name,
    address,
    document: change.document ?? before.document,
    settings: { ...before.settings, ...change.settings },
  });
  await recordEvent(db, actor, {
    kind: formUpdated,
    subject: { type: 'form', id },
    data: { changed: Object.keys(change).filter((key) => key !== 'revision') },
  });
  const { accountId } = db;
  db.afterCommit(() => forgetServed(accountId, id));
  return loadForm(db, id);
}
