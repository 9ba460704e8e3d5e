import type { DeliveryRow, Header } from './queries/deliveries.ts';
import type { SubscriptionRow, WishRow } from './queries/subscriptions.ts';
import { tellsSecret, type Subscription, type WebhookDetail, type WebhookLine } from './schema.ts';

export const presentLine = (row: DeliveryRow, recordName: string): WebhookLine => ({
  id: row.id,
  status: row.status,
  reason: row.reason,
  method: row.method,
  host: row.host,
  subscriptionId: row.subscription_id,
  event: row.event_kind,
  record: row.object_id === null || row.record_id === null ? null : { objectId: row.object_id, id: row.record_id, name: recordName },
  attempts: row.attempts,
  responseStatus: row.response_status,
  madeAt: row.made_at.toISOString(),
  dueAt: row.status === 'queued' ? row.due_at.toISOString() : null,
  settledAt: row.settled_at?.toISOString() ?? null,
});

export const presentDetail = (row: DeliveryRow, recordName: string): WebhookDetail => ({
  ...presentLine(row, recordName),
  url: row.url,
  headers: row.headers && row.headers.map(covered),
  body: row.body,
  tookMs: row.took_ms,
  triedAt: row.tried_at?.toISOString() ?? null,
  responseHeaders: row.response_headers && row.response_headers.map(covered),
  responseBody: row.response_body,
  repeats: row.repeats,
  mayRepeat: mayRepeat(row),
});

/** Whatever came to an end may go again; not what was captured, nor what has been erased. */
export const mayRepeat = ({ status, url }: DeliveryRow): boolean => (status === 'sent' || status === 'failed') && url !== null;

const covered = ({ name, value }: Header): Header => ({ name, value: tellsSecret(name) && value !== '' ? '••••••' : value });

export const presentSubscription = (
  row: SubscriptionRow,
  { wishes, waiting, userName }: { wishes: readonly WishRow[]; waiting: number; userName: string },
): Subscription => ({
  id: row.id,
  url: row.url,
  host: row.host,
  events: wishes.map(({ kind, subject_id: subjectId, object_id: objectId }) => ({ kind, subjectId, objectId })),
  format: row.format,
  fields: row.fields,
  only: row.criteria && row.criteria_object !== null ? { objectId: row.criteria_object, criteria: row.criteria } : null,
  user: { id: row.user_id, name: userName },
  state: row.state,
  reason: row.reason,
  stateAt: row.state_at.toISOString(),
  madeAt: row.made_at.toISOString(),
  failingSince: row.failing_since?.toISOString() ?? null,
  failures: row.failures,
  triedAt: row.tried_at?.toISOString() ?? null,
  triedStatus: row.tried_status,
  takenAt: row.taken_at?.toISOString() ?? null,
  waiting,
});
