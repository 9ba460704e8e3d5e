import type { AutomationMap } from '../../../automations/index.ts';
import type { Criteria } from '../../../criteria/index.ts';
import { criteriaWords, type CriteriaNames } from './criteria-words.ts';

/** What numbers in maps stand for, beside those in criteria. */
export interface MapNames extends CriteriaNames {
  messages: ReadonlyMap<number, string>;
  automations: ReadonlyMap<number, string>;
}

export interface StepTold {
  id: number;
  kind: string;
  does: string;
  leads_to: { when: string; step: number | null }[];
}

type Settings = Readonly<Record<string, unknown>>;

const LONGEST_SETTING = 200;

/** What brings records onto a map, in words. */
export function triggerWords(trigger: AutomationMap['triggers'][number], names: MapNames): string {
  const { event, subject, criteria, date, where, step } = trigger;
  const about = subject === undefined ? '' : ` about ${subject.map((id) => subjectName(event, id, names)).join(' or ')}`;
  const when = date === undefined ? '' : ` (${plain(date)})`;
  const said =
    where && where.length > 0
      ? ` where ${where.map(({ key, operator, values }) => `${key} ${operator} ${values.join(', ')}`).join(' and ')}`
      : '';
  const who = criteria ? `, if ${criteriaWords(criteria as unknown as Criteria, names)}` : '';
  return `${event}${about}${when}${said}${who}${step ? `, at step ${step}` : ''}`;
}

/** A map as steps that a reader can follow: what each does, and where it leads. */
export function stepsTold(map: AutomationMap, names: MapNames): StepTold[] {
  return map.steps.map(({ id, kind, settings, next }) => ({
    id,
    kind,
    does: doesWords(kind, settings, names),
    leads_to: next.map((step, exit) => ({ when: exitWords({ kind, settings }, exit, names), step })),
  }));
}

function doesWords(kind: string, settings: Settings, names: MapNames): string {
  const asCriteria = (given: unknown): string => (given ? criteriaWords(given as Criteria, names) : '');
  switch (kind) {
    case 'wait': {
      const { wait, amount, unit, criteria, limit, ...rest } = settings;
      if (wait === 'for') return `Waits ${String(amount)} ${String(unit)}`;
      if (wait === 'criteria') return `Waits until ${asCriteria(criteria)}${limit ? `, at most ${plain(limit)}` : ''}`;
      return `Waits until ${String(wait)}: ${plain(rest)}`;
    }
    case 'condition':
      return 'Asks which of its conditions hold';
    case 'split':
      return `Splits at random${settings.measure ? ', and measures what comes of it' : ''}`;
    case 'goal': {
      const triggers = (settings.triggers ?? []) as AutomationMap['triggers'];
      return `Goal ${String(settings.name ?? '')}: ${triggers.map((trigger) => triggerWords(trigger, names)).join('; or ')}`;
    }
    case 'fork':
      return 'Goes on in several ways at once';
    case 'goto':
      return 'Goes on at another step';
    case 'end':
      return settings.stay ? 'Ends, and stays on the map' : 'Ends';
    default:
      return `${kind.replaceAll(/[._]/g, ' ')}: ${settingsWords(settings, names)}`;
  }
}

function exitWords({ kind, settings }: { kind: string; settings: Settings }, exit: number, names: MapNames): string {
  if (kind === 'wait' && settings.wait === 'criteria') return exit === 0 ? 'it holds' : 'the time has run out';
  if (kind === 'split') return String((settings.variants as { name?: string }[])[exit]?.name || `variant ${exit + 1}`);
  if (kind !== 'condition') return 'then';
  const branches = (settings.branches ?? [settings]) as { name?: string; criteria?: unknown }[];
  const branch = branches[exit];
  if (!branch) return 'none of them holds';
  const asked = branch.criteria ? criteriaWords(branch.criteria as Criteria, names) : 'it holds';
  return branch.name ? `${branch.name}: ${asked}` : asked;
}

function settingsWords(settings: Settings, names: MapNames): string {
  return Object.entries(settings)
    .filter(([, value]) => value !== null && value !== '' && value !== undefined)
    .map(([key, value]) => `${key} ${namedSetting(key, value, names)}`)
    .join('; ');
}

function namedSetting(key: string, value: unknown, names: MapNames): string {
  const named = (all: ReadonlyMap<number, string>): string =>
    [value]
      .flat()
      .map((id) => all.get(Number(id)) ?? String(id))
      .join(', ');
  if (key === 'tag' || key === 'tagId' || key === 'tags') return named(names.tags);
  if (key === 'messageId') return named(names.messages);
  if (key === 'automationId') return named(names.automations);
  if (key === 'userId' || key === 'ownerId') return named(names.users);
  if (key === 'fieldId') return names.fields.get(names.objectId)?.find(({ id }) => id === value)?.label ?? String(value);
  return plain(value);
}

function subjectName(event: string, id: number, names: MapNames): string {
  const known = event.startsWith('tag.')
    ? names.tags
    : event.startsWith('group.')
      ? names.groups
      : event.startsWith('email.')
        ? names.messages
        : names.automations;
  return known.get(id) ?? `number ${id}`;
}

function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_SETTING ? `${text.slice(0, LONGEST_SETTING)}…` : text;
}
