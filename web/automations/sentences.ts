import type { FieldShape, Value } from '../../src/records/schema.ts';
import type { Step, Trigger, WaitSettings } from '../../src/automations/schema.ts';
import { language, t, tFrom } from '../app/messages/t.ts';
import type { Names } from './use-names.ts';

/** One line saying what a step does: "Wait until Tuesday, 09:00". */
export function sentenceOfStep({ kind, settings }: Pick<Step, 'kind' | 'settings'>, names: Names): string {
  switch (kind) {
    case 'wait':
      return sentenceOfWait(settings as WaitSettings);
    case 'condition':
      return sentenceOfCondition(settings.criteria, names);
    case 'end':
      return t('automations.step.end');
    case 'tag.add':
      return t('automations.step.tagAdd', { tag: textOf(settings.tag) });
    case 'tag.remove':
      return t('automations.step.tagRemove', { tag: textOf(settings.tag) });
    case 'task.create':
      return t('automations.step.task', { subject: textOf(settings.subject), who: assigneeOf(settings.assignee, names) });
    case 'owner.change':
      return t('automations.step.owner', { who: assigneeOf(settings.ownerId, names) });
    case 'field.change':
      return sentenceOfChange(settings, names);
    case 'email.send':
      return t('automations.step.email', { message: nameIn(names.messages, settings.messageId) });
    default:
      return nameOfKind(kind);
  }
}

/** What a kind of step is called where one is chosen. */
export const nameOfKind = (kind: string): string => tFrom(`automations.kind.${kind}`, {}, kind);

/** One line saying what brings people in: "A tag is added: Newcomer". */
export function sentenceOfTrigger(trigger: Pick<Trigger, 'event' | 'subject' | 'fields'>, names: Names): string {
  const event = nameOfEvent(trigger.event, names);
  const about = trigger.event.startsWith('tag.') ? names.tags : trigger.event.startsWith('group.') ? names.groups : [];
  const subjects = (trigger.subject ?? []).map((id) => nameIn(about, id));
  const fields = (trigger.fields ?? []).map((id) => names.fields.find((field) => field.id === id)?.label ?? t('automations.gone'));
  const chosen = [...subjects, ...fields];
  return chosen.length === 0 ? event : t('automations.trigger.of', { event, chosen: listOf(chosen) });
}

/** What an event is called as a trigger. */
export const nameOfEvent = (event: string, names: Pick<Names, 'singular'>): string =>
  tFrom(`automations.trigger.${event}`, { object: names.singular.toLocaleLowerCase(language.locale) }, tFrom(`event.${event}`, {}, event));

function sentenceOfWait(settings: WaitSettings): string {
  if (settings.wait === 'for') return t(`automations.wait.for.${settings.unit}`, { amount: settings.amount });
  if (settings.wait === 'until') return t('automations.wait.until', { when: exactLocal(settings.at) });
  if (settings.wait !== 'window') return nameOfKind('wait');
  const days = nameOfDays(settings.weekdays);
  return settings.to === undefined
    ? t('automations.wait.window', { days, from: settings.from })
    : t('automations.wait.window.to', { days, from: settings.from, to: settings.to });
}

function nameOfDays(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return t('automations.wait.anyDay');
  return weekdays.join() === '1,2,3,4,5' ? t('automations.wait.workdays') : listOf(weekdays.map(nameOfWeekday));
}

/** "Monday" for 1. */
export function nameOfWeekday(weekday: number): string {
  return new Intl.DateTimeFormat(language.locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
}

function exactLocal(at: string): string {
  const format = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const time = new Date(`${at.slice(0, 16)}:00Z`);
  return Number.isNaN(time.getTime()) ? at : format.format(time);
}

function sentenceOfCondition(criteria: unknown, names: Names): string {
  const { group, operator } = (criteria ?? {}) as { group?: number; operator?: string };
  if (group !== undefined)
    return t(operator === 'not_in' ? 'automations.step.notInGroup' : 'automations.step.inGroup', { group: nameIn(names.groups, group) });
  const { tag } = (criteria ?? {}) as { tag?: number[] };
  if (tag?.length === 1)
    return t(operator === 'has_none' ? 'automations.step.hasNotTag' : 'automations.step.hasTag', { tag: nameIn(names.tags, tag[0]) });
  const asked = fieldsAsked(criteria).map((id) => names.fields.find((field) => field.id === id)?.label ?? t('automations.gone'));
  const unique = [...new Set(asked)];
  return unique.length === 0 ? t('automations.step.condition') : t('automations.step.conditionOn', { fields: listOf(unique) });
}

/** Every field that criteria ask about, in order. */
function fieldsAsked(criteria: unknown): number[] {
  if (typeof criteria !== 'object' || criteria === null) return [];
  if (Array.isArray(criteria)) return criteria.flatMap(fieldsAsked);
  const { field } = criteria as { field?: unknown };
  return [...(typeof field === 'number' ? [field] : []), ...Object.values(criteria).flatMap(fieldsAsked)];
}

function sentenceOfChange(settings: Step['settings'], names: Names): string {
  const field = names.fields.find(({ id }) => id === settings.fieldId);
  const label = field?.label ?? t('automations.gone');
  const change = (settings.change ?? {}) as { how?: string; value?: Value; amount?: number; unit?: string };
  switch (change.how) {
    case 'clear':
      return t('automations.step.clear', { field: label });
    case 'add':
      return t('automations.step.addTo', { field: label, amount: change.amount ?? 0 });
    case 'shift':
      return t(`automations.step.shift.${unitOf(change.unit)}`, { field: label, amount: change.amount ?? 0 });
    case 'from_now':
      return t(`automations.step.fromNow.${unitOf(change.unit)}`, { field: label, amount: change.amount ?? 0 });
    default:
      return t('automations.step.set', { field: label, value: field ? valueText(field, change.value ?? null) : '' });
  }
}

const UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;
const unitOf = (unit: string | undefined): (typeof UNITS)[number] => UNITS.find((one) => one === unit) ?? 'days';

function valueText(field: FieldShape, value: Value): string {
  if (field.type === 'check') return t(value === true ? 'automations.yes' : 'automations.no');
  if (field.type === 'dropdown' || field.type === 'list') {
    const ids = Array.isArray(value) ? value : [value];
    return listOf(ids.map((id) => field.options.find((option) => option.id === Number(id) || option.label === id)?.label ?? String(id)));
  }
  return String(value ?? '');
}

const assigneeOf = (assignee: unknown, names: Names): string =>
  assignee === 'owner' ? t('automations.theOwner') : nameIn(names.users, assignee);

const nameIn = (named: readonly { id: number; name: string }[], id: unknown): string =>
  named.find((one) => one.id === id)?.name ?? (id === undefined || id === 0 || id === '' ? '…' : t('automations.gone'));

const textOf = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '…');

const listOf = (words: readonly string[]): string => new Intl.ListFormat(language.locale, { type: 'disjunction' }).format(words);
