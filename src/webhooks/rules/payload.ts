import { compatibleName } from './compatible-events.ts';

/** What happened, as far as it is told. */
export interface ToldEvent {
  id: number | null;
  kind: string;
  at: Date;
  actor: { type: string; id: string | null };
  objectId: number | null;
  recordId: number | null;
  subject: { type: string; id: number } | null;
  data: Readonly<Record<string, unknown>> | null;
}

/** A record as the older API tells of it: every value a text or null. */
export type WireRecord = Readonly<Record<string, string | null>>;

/**
 * A delivery as a form, in the way programs written in PHP read it: brackets in names stay as they are, values are encoded, what is blank is there and
 * empty. The subject stands under the name of its kind: `event[tag_id]=4`.
 */
export function formBody(subscriptionId: number, event: ToldEvent, record: WireRecord): string {
  const pairs: [string, string][] = [
    ['webhook_id', String(subscriptionId)],
    ...(event.objectId === null ? [] : [['object_type_id', String(event.objectId)] as [string, string]]),
    ['event[type]', compatibleName(event.kind)],
    ...(event.subject ? [[`event[${event.subject.type}_id]`, String(event.subject.id)] as [string, string]] : []),
    ...Object.entries(record).map(([name, value]) => [`data[${name}]`, value ?? ''] as [string, string]),
    ['timestamp', String(Math.floor(event.at.getTime() / 1000))],
  ];
  return pairs.map(([name, value]) => `${name.replaceAll(/[^\w[\].-]/g, encodeURIComponent)}=${encoded(value)}`).join('&');
}

const encoded = (value: string): string =>
  encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replaceAll(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A delivery as JSON: what happened, when, and `data` with the record as far as the subscription wants it. */
export function jsonBody(event: ToldEvent, record: Readonly<Record<string, unknown>> | null): string {
  return JSON.stringify({
    type: event.kind,
    timestamp: event.at.toISOString(),
    data: {
      eventId: event.id,
      actor: event.actor,
      subject: event.subject,
      details: event.data ?? {},
      record,
    },
  });
}
