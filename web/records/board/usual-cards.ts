import type { CardSettings, FieldShape } from '../../../src/records/schema.ts';
import type { ObjectType } from '../../app/session.ts';

const TELLING: ReadonlySet<string> = new Set(['email', 'price', 'parent', 'date']);
const FIELDS_ON_CARD = 3;
const SUMMED = /weighted|value|amount|total/i;

/** The cards of an object until somebody sets them up: by its first drop-down field, with what tells its records apart. */
export function usualCards(object: ObjectType): CardSettings {
  const by = object.fields.find(({ type }) => type === 'dropdown');
  const telling = object.fields.filter(({ id, type, key }) => id !== by?.id && TELLING.has(type) && key !== 'birthday');
  const prices = object.fields.filter(({ type, settings }) => type === 'price' || settings.result === 'price');
  const sum: FieldShape | undefined = prices.find(({ key }) => SUMMED.test(key)) ?? prices[0];
  return {
    fieldId: by?.id ?? 1,
    fields: telling.slice(0, FIELDS_ON_CARD).map(({ id }) => id),
    ...(sum && !object.person ? { sumFieldId: sum.id } : {}),
    ...(object.person ? { colorBy: 'activity' as const } : {}),
  };
}
