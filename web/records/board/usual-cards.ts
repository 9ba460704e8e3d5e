import type { CardSettings } from '../../../src/records/schema.ts';
import type { ObjectType } from '../../app/session.ts';

const TELLING: ReadonlySet<string> = new Set(['email', 'price', 'parent', 'date']);
const FIELDS_ON_CARD = 3;

/** The cards of an object until somebody sets them up: by its first drop-down field, with what tells its records apart. */
export function usualCards(object: ObjectType): CardSettings {
  const by = object.fields.find(({ type }) => type === 'dropdown');
  const telling = object.fields.filter(({ id, type, key }) => id !== by?.id && TELLING.has(type) && key !== 'birthday');
  const prices = object.fields.filter(({ type, settings }) => type === 'price' || settings.result === 'price');
  // What deals are likely to bring says more of a column than what they would at best.
  const sum = prices.find(({ key }) => key.startsWith('weighted')) ?? prices[0];
  const color = object.fields.find(({ type }) => type === 'color');
  return {
    fieldId: by?.id ?? 1,
    fields: telling.slice(0, FIELDS_ON_CARD).map(({ id }) => id),
    ...(sum && !object.person ? { sumFieldId: sum.id } : {}),
    ...(object.person ? { colorBy: 'activity' as const } : color ? { colorBy: color.id } : {}),
  };
}
