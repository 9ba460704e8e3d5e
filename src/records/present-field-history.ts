import type { FieldHistory } from './field-history.ts';
import type { FormerRecord } from './record-as-of.ts';
import { formatValue, type ValueContext } from './schema.ts';

/** What stood in a field: each value in stored form and as the account reads it. */
export const presentFieldHistory = ({ field, entries, hasMore }: FieldHistory, context: Partial<ValueContext>) => ({
  fieldId: field.id,
  label: field.label,
  hasMore,
  entries: entries.map(({ told: { event, actorName }, change }) => ({
    eventId: event.id,
    at: event.at,
    actor: { type: event.actor_type, id: event.actor_id, name: actorName },
    causeId: event.cause_id,
    isBeginning: event.kind === 'record.created',
    isKept: event.personal !== null,
    value: change?.after ?? null,
    text: change ? (change.afterName ?? formatValue(field, change.after, context)) : '',
    before: change?.before ?? null,
    beforeText: change ? (change.beforeName ?? formatValue(field, change.before, context)) : '',
  })),
});

/** A record as it stood: values in stored form keyed by field id, blank and hidden ones left out. */
export const presentFormerRecord = ({ at, values, unknown, parents }: FormerRecord) => ({
  at,
  values,
  unknown,
  parents: parents.map(({ object_id, id, name }) => ({ objectId: object_id, id, name })),
});
