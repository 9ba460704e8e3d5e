import { sql } from '../../../app/db.ts';
import { countWebhookLog, toldLog } from '../../../webhooks/index.ts';
import type { CompatibleCall } from '../call.ts';
import { Refusal } from '../refusal.ts';
import type { Resource } from '../resource.ts';
import { wireTime } from '../rules/wire-values.ts';
import { resourceOfTable, type Table } from './tables.ts';

/** What subscriptions were sent, with what was answered. */
const TABLE: Table = {
  columns: {
    id: { column: sql`d.id`, kind: 'number' },
    webhook_id: { column: sql`d.subscription_id`, kind: 'number' },
    event: { column: sql`d.event_kind`, kind: 'text' },
    url: { column: sql`d.url`, kind: 'text' },
    date: { column: sql`d.tried_at`, kind: 'time' },
    code: { column: sql`d.response_status`, kind: 'number' },
  },
  async read({ db, viewer, scopes }, asked) {
    return (await toldLog(db, { viewer, scopes }, asked)).map((one) => ({
      id: String(one.id),
      webhook_id: String(one.subscriptionId),
      event: one.event,
      url: one.url,
      date: wireTime(one.triedAt),
      code: String(one.status ?? 0),
      payload: one.payload ?? '',
      response: one.answer ?? '',
    }));
  },
  count: ({ db }, { where }) => countWebhookLog(db, where),
};

const { acts } = resourceOfTable(TABLE, {});

/** The log of webhooks; it is read alone. */
export const WEBHOOK_LOG: Resource = {
  area: 'webhooks',
  acts: Object.fromEntries(
    Object.entries(acts).map(([name, act]) => [
      name,
      (call: CompatibleCall, named) => {
        if (!call.viewer.can('outbox.view')) throw new Refusal(403, 'Your role may not see what was sent.');
        return act(call, named);
      },
    ]),
  ),
};
