import type { Criteria } from '../../criteria/schema.ts';
import type { Document } from '../../documents/schema.ts';
import type { MessagePurpose } from '../../email/schema.ts';
import type { ObjectShape, TaskTemplateInput } from '../../records/schema.ts';
import type { FieldMeaning, Rewriting } from './references.ts';

export interface Named {
  id: number;
  name: string;
  objectId?: number;
}

/** Everything in an account that a map can speak of, by name. */
export interface ThingsHere {
  objects: readonly ObjectShape[];
  tags: readonly Named[];
  groups: readonly (Named & { criteria: Criteria })[];
  messages: readonly (Named & { purpose: MessagePurpose; subject: string; preheader: string; body: Document })[];
  templates: readonly (Named & { content: TaskTemplateInput })[];
  automations: readonly Named[];
  users: readonly Named[];
  roles: readonly Named[];
  routers: readonly Named[];
  scores: readonly Named[];
  eventOf: Rewriting['eventOf'];
}

/** What the numbers among the values of a field of this account name, and where it leads. */
export function meaningOf(objects: readonly ObjectShape[], objectId: number, fieldId: number): FieldMeaning | undefined {
  const field = objects.find(({ id }) => id === objectId)?.fields.find(({ id }) => id === fieldId);
  if (!field) return undefined;
  switch (field.type) {
    case 'dropdown':
    case 'list':
      return { values: 'option' };
    case 'user':
      return { values: 'user' };
    case 'parent':
      return field.parentObjectId === null ? {} : { values: 'record', leadsTo: field.parentObjectId };
    case 'relation':
      return field.settings.objectId === undefined ? {} : { values: 'record', leadsTo: field.settings.objectId };
    case 'related':
      return shownField(objects, objectId, field.settings);
    default:
      return {};
  }
}

/** A related field is asked for what its source holds. */
function shownField(
  objects: readonly ObjectShape[],
  objectId: number,
  { parentFieldId, fieldId }: { parentFieldId?: number; fieldId?: number },
): FieldMeaning {
  const parent = objects.find(({ id }) => id === objectId)?.fields.find(({ id }) => id === parentFieldId);
  const of = parent?.parentObjectId ?? null;
  if (of === null || fieldId === undefined) return {};
  const source = meaningOf(objects, of, fieldId);
  if (source?.values !== 'option') return source ?? {};
  return { values: 'option', optionsOf: source.optionsOf ?? { objectId: of, fieldId } };
}
