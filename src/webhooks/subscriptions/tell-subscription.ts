import type { AccountDb } from '../../app/db.ts';
import type { ActionOutcome, ActionStep } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { TellSettings } from '../schema.ts';
import { sendToSubscription } from './send-to-subscription.ts';

const NOT_TOLD = 'The program may not be told of this record: its user cannot see it, or it does not match what the program is told of.';

/** Tells a subscription of records that came to a step. Those its user may not see, or that it is not narrowed to, are given as failed. */
export async function tellSubscription(
  db: AccountDb,
  { actor, objectId, recordIds, causeIds, settings }: ActionStep<TellSettings>,
): Promise<ActionOutcome> {
  const { subscriptionId } = settings;
  const asked = { subscriptionId, objectId, recordIds, causeIds };
  let sentence = NOT_TOLD;
  const told = await sendToSubscription(db, actor, asked).catch((error: unknown) => {
    sentence = sentenceOf(error);
    return [];
  });
  const isTold = new Set(told);
  return { failed: new Map(recordIds.filter((id) => !isTold.has(id)).map((id) => [id, sentence])) };
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  if (error.code === 'not_found') return 'The program this tells is not subscribed any more.';
  if (error.code === 'too_much_waits') return error.message;
  throw error;
}
