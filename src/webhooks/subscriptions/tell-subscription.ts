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
  const sent = await sendToSubscription(db, actor, asked).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found') return undefined;
    throw error;
  });
  const told = new Set(sent);
  const sentence = sent ? NOT_TOLD : 'The program this tells is not subscribed any more.';
  return { failed: new Map(recordIds.filter((id) => !told.has(id)).map((id) => [id, sentence])) };
}
