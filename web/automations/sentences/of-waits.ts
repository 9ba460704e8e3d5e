import type { Offset, WaitSettings, Zone } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { Names } from '../use-names.ts';
import { clockTime, durationOf, localMoment, nameOfDays, OPEN } from './words.ts';

type Partly<Settings> = Settings extends { wait: infer Kind } ? Partial<Settings> & { wait: Kind } : never;

/** "Wait until Tuesday, 09:00, their time". Settings may be half written. */
export function sentenceOfWait(raw: Record<string, unknown>, names: Pick<Names, 'fields'>): string {
  const settings = raw as unknown as Partly<WaitSettings>;
  switch (settings.wait) {
    case 'for':
      return t('steps.wait.for', { duration: durationOf({ amount: settings.amount ?? 0, unit: settings.unit ?? 'days' }) });
    case 'until':
      return t('steps.wait.until', { when: inZone(localMoment(settings.at ?? ''), settings.zone) });
    case 'window':
      return t('steps.wait.until', { when: inZone(windowOf(settings), settings.zone) });
    case 'field':
      return t('steps.wait.until', {
        when: settings.offset ? inZone(phraseOfOffset(settings.offset, names), settings.offset.at ? settings.zone : undefined) : OPEN,
      });
    case 'criteria':
      return settings.limit ? t('steps.wait.criteria.limit', { duration: durationOf(settings.limit) }) : t('steps.wait.criteria');
    default:
      return t('steps.kind.wait');
  }
}

function windowOf({ weekdays = [], from = '', to }: { weekdays?: number[]; from?: string; to?: string | undefined }): string {
  const days = nameOfDays(weekdays);
  return to === undefined
    ? t('steps.window', { days, from: clockTime(from) })
    : t('steps.window.to', { days, from: clockTime(from), to: clockTime(to) });
}

/** By whose clock; the account's needs no word. */
export function inZone(when: string, zone: Zone | undefined): string {
  return zone === undefined || zone === 'account' ? when : t(`steps.inZone.${zone}`, { when });
}

/** "3 days before Renewal date at 09:00". */
export function phraseOfOffset(offset: Partial<Offset>, names: Pick<Names, 'fields'>): string {
  const { fieldId, amount = 0, unit = 'days', direction = 'after', at, yearly = false } = offset;
  const field = names.fields.find(({ id }) => id === fieldId)?.label ?? (fieldId ? t('automations.gone') : OPEN);
  const day = yearly ? t('steps.offset.yearly', { field }) : field;
  const phrase = amount === 0 ? day : t(`steps.offset.${direction}`, { duration: durationOf({ amount, unit }), field: day });
  return at === undefined ? phrase : t('steps.offset.at', { phrase, time: clockTime(at) });
}
