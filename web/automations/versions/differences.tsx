import type { AutomationMap, Step, StepDifference, ValueDifference } from '../../../src/automations/schema.ts';
import { t, tFrom } from '../../app/messages/t.ts';
import { sentenceOfStep, sentencesOfExits } from '../sentences.ts';
import type { Names } from '../use-names.ts';
import classes from './versions.module.css';

/** What a step is called in a sentence; the end where there is none. */
export function nameOfStep(id: number | null, map: AutomationMap, names: Names): string {
  const step = map.steps.find((one) => one.id === id);
  return step ? sentenceOfStep(step, names, map.steps) : t('versions.nowhere');
}

interface DifferencesProps {
  difference: Pick<StepDifference, 'before' | 'after' | 'settings' | 'exits'>;
  before: AutomationMap;
  after: AutomationMap;
  names: Names;
}

/** What is other about a step, setting by setting and way by way. */
export function Differences({ difference, before, after, names }: DifferencesProps) {
  const { settings, exits } = difference;
  if (settings.length + exits.length === 0) return null;
  return (
    <dl className={classes.differences}>
      {settings.map((one) => (
        <Changed
          key={one.path}
          label={labelOfPath(one.path)}
          before={textOf(one, one.before, names)}
          after={textOf(one, one.after, names)}
        />
      ))}
      {exits.map(({ exit, before: from, after: to }) => (
        <Changed
          key={`exit ${exit}`}
          label={labelOfExit(difference.after ?? difference.before, exit)}
          before={nameOfStep(from, before, names)}
          after={nameOfStep(to, after, names)}
        />
      ))}
    </dl>
  );
}

/** One value, as it was and as it is. */
export function Changed({ label, before, after }: { label: string; before: string; after: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins>
      </dd>
    </div>
  );
}

function labelOfExit(step: Step | null, exit: number): string {
  const name = step ? (sentencesOfExits(step)[exit] ?? '') : '';
  return name === '' ? t('versions.next') : t('versions.nextAfter', { exit: name });
}

/** "Amount" of `offset.amount`, by its last word that is no number. */
export function labelOfPath(path: string): string {
  const word = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path;
  return tFrom(`versions.path.${word}`, {}, word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLocaleLowerCase());
}

/** A value in words where it names something, and as it is written otherwise. */
export function textOf({ path }: Pick<ValueDifference, 'path'>, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return t('versions.none');
  if (typeof value === 'boolean') return t(value ? 'versions.yes' : 'versions.no');
  if (/(^|\.)(criteria|who|exit|triggers)$/.test(path)) return t('versions.conditions');
  const key = path.split('.').at(-1)!;
  const named = namedBy(key, names)?.find(({ id }) => id === value);
  if (named) return named.name;
  return typeof value === 'object' ? t('versions.several') : String(value);
}

function namedBy(key: string, names: Names): readonly { id: number; name: string }[] | undefined {
  const lists: Record<string, readonly { id: number; name: string }[]> = {
    messageId: names.messages,
    templateId: names.templates,
    automationId: names.automations,
    ownerId: names.users,
    assignee: names.users,
    routerId: names.routers,
    scoreId: names.scores,
    fieldId: names.fields.map(({ id, label }) => ({ id, name: label })),
  };
  return lists[key];
}
