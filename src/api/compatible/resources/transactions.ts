import { CONTACT, recordById } from '../../../records/index.ts';
import type { CompatibleCall } from '../call.ts';
import { missing, notKept, Refusal } from '../refusal.ts';
import { numberOf } from '../rules/parameters.ts';
import { NONE_YET } from './none-yet.ts';
import type { Resource } from '../resource.ts';

/** Whom a transaction is for is told apart from what cannot be kept: clients look a person up again by their address where nobody has the number. */
export const TRANSACTIONS: Resource = {
  area: 'records',
  acts: { ...NONE_YET.acts, 'POST /processmanual': processManual },
};

async function processManual({ db, parameters }: CompatibleCall): Promise<never> {
  const id = numberOf(parameters, 'contact_id');
  if (id === undefined) throw missing('contact_id');
  if (!(await recordById(db, CONTACT, id))) throw new Refusal(400, 'Invalid Contact ID');
  throw notKept();
}
