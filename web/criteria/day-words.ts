import { daysFromToday, isNamedDay } from '../../src/criteria/schema.ts';
import { t, tFrom } from '../app/messages/t.ts';

/** What a day is called that moves with the calendar; undefined for a written one. */
export function wordOfDay(value: string): string | undefined {
  if (!isNamedDay(value)) return undefined;
  const days = daysFromToday(value);
  if (days === undefined) return tFrom(`criteria.day.${value}`, {}, value);
  return days < 0 ? t('criteria.day.ago', { days: -days }) : t('criteria.day.ahead', { days });
}
