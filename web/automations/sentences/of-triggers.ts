import { type ContentCondition, type DateTrigger, fieldAsked, type Trigger } from '../../../src/automations/schema.ts';
import type { FieldShape } from '../../../src/records/schema.ts';
import { language, t, tFrom } from '../../app/messages/t.ts';
import type { EventContent } from '../automation-data.ts';
import type { Names } from '../use-names.ts';
import { textOfValue } from './of-changes.ts';
import { inZone, phraseOfOffset } from './of-waits.ts';
import { localMoment, nameIn, nameOfContent, type Named, OPEN, someOf } from './words.ts';

/** One line saying what brings people in: "A tag is added: Newcomer". */
export function sentenceOfTrigger(
  trigger: Pick<Trigger, 'event' | 'subject' | 'fields'> & Pick<Partial<Trigger>, 'date' | 'where'>,
  names: Names,
): string {
  if (trigger.event === 'date.reached') return sentenceOfDate(trigger.date, names);
  const told = nameTold(trigger);
  if (told !== undefined) return t('steps.trigger.told', { name: told });
  const event = nameOfEvent(trigger.event, names);
  const about = namesAbout(trigger.event, names);
  const subjects = (trigger.subject ?? []).map((id) => nameIn(about, id));
  const fields = (trigger.fields ?? []).map((id) => names.fields.find((field) => field.id === id)?.label ?? t('automations.gone'));
  const chosen = [...subjects, ...fields];
  const sentence = chosen.length === 0 ? event : t('automations.trigger.of', { event, chosen: someOf(chosen) });
  const asked = trigger.where?.length ?? 0;
  return asked === 0 ? sentence : t('steps.trigger.where', { sentence, what: saidOf(trigger.where![0]!, trigger, names), more: asked - 1 });
}

/** By which name a program tells it, where that alone is asked. */
function nameTold({ event, where = [] }: Pick<Partial<Trigger>, 'event' | 'where'>): string | undefined {
  const [asked, ...others] = where;
  const isName = event === 'event.received' && asked?.key === 'name' && asked.operator === 'is' && asked.values.length === 1;
  return isName && others.length === 0 ? String(asked.values[0]) : undefined;
}

/** What an event is called as a trigger. */
export const nameOfEvent = (event: string, names: Pick<Names, 'singular'>): string =>
  tFrom(`automations.trigger.${event}`, { object: names.singular.toLocaleLowerCase(language.locale) }, tFrom(`event.${event}`, {}, event));

/** The names of what events of a kind are about. */
export function namesAbout(event: string, names: Names): readonly Named[] {
  if (event.startsWith('tag.')) return names.tags;
  if (event.startsWith('group.')) return names.groups;
  if (event.startsWith('email.') || event === 'mail.bounced') return names.messages;
  if (event.startsWith('lead.')) return names.routers;
  if (event.startsWith('score.')) return names.scores;
  if (event.startsWith('form.')) return names.forms;
  return event.startsWith('automation.') ? names.automations : [];
}

function sentenceOfDate(date: DateTrigger | undefined, names: Names): string {
  if (!date) return nameOfEvent('date.reached', names);
  if (date.when === 'field') return capital(inZone(phraseOfOffset(date.offset, names), date.offset.at ? date.zone : undefined));
  const when = localMoment(date.at);
  return date.every === 'once' ? t('steps.date.once', { when }) : t(`steps.date.every.${date.every}`, { when });
}

/** "Outcome is Reached", by the names of what it asks about. */
function saidOf(condition: ContentCondition, trigger: Pick<Trigger, 'event' | 'fields'>, names: Names): string {
  const { key, operator, values } = condition;
  const content = names.events.find(({ event }) => event === trigger.event)?.content ?? [];
  const asked = content.find((one) => (one.open ? key.startsWith(`${one.key}.`) : one.key === key));
  const field = fieldAsked(trigger, names.fields);
  const subject = !asked ? key : asked.open ? key.slice(asked.key.length + 1) : nameOfContent(asked.label);
  const words = values.map((value) => wordOf(value, asked, field, names));
  const isAnswered = operator === 'filled' || operator === 'empty';
  return [subject, t(`steps.operator.${operator}`), isAnswered ? '' : words.length > 0 ? someOf(words) : OPEN].filter(Boolean).join(' ');
}

function wordOf(value: string | number | boolean, asked: EventContent | undefined, field: FieldShape | undefined, names: Names): string {
  switch (asked?.type) {
    case 'choice': {
      const choice = asked.choices.find((one) => one.value === value);
      return choice ? nameOfContent(choice.label) : String(value);
    }
    case 'user':
      return nameIn(names.users, Number(value));
    case 'task_template':
      return nameIn(names.templates, Number(value));
    case 'inbox':
      return nameIn(names.inboxes, Number(value));
    case 'channel':
      return nameIn(names.channels, Number(value));
    case 'field':
      return field ? textOfValue(field, value, names) : String(value);
    default:
      return String(value);
  }
}

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase(language.locale) + text.slice(1);
