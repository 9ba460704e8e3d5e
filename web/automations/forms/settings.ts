import { branchesOf, type AutomationMap } from '../../../src/automations/schema.ts';
import type { Names } from '../use-names.ts';
import { keptCriteria } from './kept-criteria.ts';

/** The settings of a step as they are kept and written, whole or half. */
export type Settings = Record<string, unknown>;

export interface SettingsProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
  names: Names;
  /** What is wrong with a part of the settings, by its path. */
  errorAt: (path: string) => string | undefined;
  /** Only what can be used at once is offered: published messages, running automations. */
  onlyReady?: boolean | undefined;
}

/** What a new step of this kind begins with. */
export function firstSettings(kind: string): Settings {
  switch (kind) {
    case 'wait':
      return { wait: 'for', amount: 1, unit: 'days' };
    case 'condition':
      return { branches: [{ name: '', criteria: {} }] };
    case 'split':
      return {
        variants: [
          { name: '', weight: 1 },
          { name: '', weight: 1 },
        ],
        measure: null,
        winner: { by: 'hand' },
      };
    case 'fork':
      return { ways: 2 };
    case 'goal':
      return { name: '', triggers: [], who: 'above', how: 'move', leaves: 'above', arrival: 'wait' };
    case 'end':
      return { stay: false };
    case 'task.create':
      return { subject: '', body: '', assignee: 'owner', dueInDays: 1 };
    case 'tag.add':
    case 'tag.remove':
      return { tag: '' };
    case 'user.notify':
      return { to: ['owner'], subject: '', text: '' };
    case 'record.create':
      return { values: [] };
    case 'webhook.send':
      return { method: 'POST', url: '', headers: [], encoding: 'json', body: '{}' };
    default:
      return {};
  }
}

/** Settings as they go onto the map: conditions that are not written to their end are left out. */
export function keptSettings(kind: string, settings: Settings): Settings {
  switch (kind) {
    case 'condition':
      return { branches: branchesOf(settings).map(({ name, criteria }) => ({ name, criteria: keptCriteria(criteria) ?? {} })) };
    case 'wait':
      return settings.wait === 'criteria' ? { ...settings, criteria: keptCriteria(settings.criteria) ?? {} } : settings;
    case 'split': {
      const measure = settings.measure as { criteria: unknown } | null | undefined;
      return measure ? { ...settings, measure: { ...measure, criteria: keptCriteria(measure.criteria) ?? {} } } : settings;
    }
    case 'goal':
      return { ...settings, triggers: ((settings.triggers as { criteria?: unknown }[] | undefined) ?? []).map(keptTrigger) };
    default:
      return settings;
  }
}

/** A trigger with what is finished of its conditions. */
export const keptTrigger = <Kept extends { criteria?: unknown }>(trigger: Kept): Kept => ({
  ...trigger,
  criteria: keptCriteria(trigger.criteria),
});

/** The same with a part that may be left out put in, or left out. */
export function withPart<Whole extends object, Key extends keyof Whole>(whole: Whole, key: Key, part: Whole[Key] | undefined): Whole {
  const next = { ...whole };
  if (part === undefined) delete next[key];
  else next[key] = part;
  return next;
}

/** How a map lets records in, holds them back and lets them go. */
export type MapSettings = Pick<AutomationMap, 'who' | 'reentry' | 'perDay' | 'exit' | 'quiet'>;
