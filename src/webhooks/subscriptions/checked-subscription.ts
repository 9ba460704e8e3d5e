import type { AccountDb } from '../../app/db.ts';
import { invalid, notAllowed } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { eventKinds } from '../../app/registry.ts';
import { addressProblem } from '../address-problem.ts';
import type { StoredSubscription, WishRow } from '../queries/subscriptions.ts';
import { hostOf } from '../rules/request.ts';
import type { NewSubscription, Wish } from '../schema.ts';
import { refuseUnaskable } from './eyes-of.ts';

/**
 * A subscription as it is stored. Refuses `not_allowed` who may not manage settings, an address that cannot be called, kinds of event that there are not,
 * a subject where a kind has none, and criteria that the viewer cannot ask.
 */
export async function checkedSubscription(
  db: AccountDb,
  viewer: Viewer,
  input: NewSubscription,
): Promise<{ stored: StoredSubscription; wishes: Omit<WishRow, 'subscription_id'>[] }> {
  if (!viewer.can('settings.manage')) throw notAllowed('subscribe programs to what happens');
  const problem = addressProblem(input.url);
  if (problem !== undefined) throw invalid('url', problem, 'webhook_address');
  for (const [place, wish] of input.events.entries()) refuseWish(wish, place);
  if (input.only) await refuseUnaskable(db, viewer, input.only);
  return {
    stored: {
      url: input.url,
      host: hostOf(input.url)!,
      format: input.format,
      fields: input.fields,
      criteria_object: input.only?.objectId ?? null,
      criteria: input.only?.criteria ?? null,
    },
    wishes: input.events.map(({ kind, subjectId, objectId }) => ({ kind, subject_id: subjectId ?? null, object_id: objectId ?? null })),
  };
}

function refuseWish({ kind, subjectId }: Wish, place: number): void {
  const known = eventKinds().find((candidate) => candidate.kind === kind);
  if (!known) throw invalid(`events.${place}.kind`, `There is no event “${kind}”. Choose one of the list.`, 'unknown_event');
  if (subjectId != null && known.subject === undefined)
    throw invalid(
      `events.${place}.subjectId`,
      `“${kind}” is about nothing that could be chosen. Leave the choice open.`,
      'event_without_subject',
    );
}
