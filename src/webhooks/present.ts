import type { DeliveryRow, Header } from './queries/deliveries.ts';
import { tellsSecret, type WebhookDetail, type WebhookLine } from './schema.ts';

export const presentLine = (row: DeliveryRow, recordName: string): WebhookLine => ({
  id: row.id,
  status: row.status,
  reason: row.reason,
  method: row.method,
  host: row.host,
  record: { objectId: row.object_id, id: row.record_id, name: recordName },
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
