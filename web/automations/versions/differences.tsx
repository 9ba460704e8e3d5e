import type { ReactNode } from 'react';
import type { AutomationMap, Step, StepDifference, ValueDifference } from '../../../src/automations/schema.ts';
import { branchesOf } from '../../../src/automations/schema.ts';
import { CriteriaSentence } from '../../criteria/index.tsx';
import { t, tFrom } from '../../app/messages/t.ts';
import { sentenceOfStep, sentencesOfExits } from '../sentences.ts';
import type { Names } from '../use-names.ts';
import classes from './versions.module.css';

/** What a step is called in a sentence; the end where there is none. */
function nameOfStep(id: number | null, map: AutomationMap, names: Names): string {
  const step = map.steps.find((one) => one.id === id);
  return step ? sentenceOfStep(step, names, map.steps) : t('versions.nowhere');
}

/** A step in a line; what a plain question asks in full. */
export function StepLine({ step, map, names }: { step: Step; map: AutomationMap; names: Names }): ReactNode {
  const [only, ...more] = step.kind === 'condition' ? branchesOf(step.settings) : [];
  if (
    !only ||
    more.length > 0 ||
    only.name !== '' ||
    Object.keys(only.criteria).length === 0 ||
    'group' in only.criteria ||
    'tag' in only.criteria
  )
    return sentenceOfStep(step, names, map.steps);
  return (
    <>
      {t('automations.step.asks')} <CriteriaSentence objectId={names.objectId} criteria={only.criteria} />
    </>
  );
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
          before={<Said of={one} value={one.before} names={names} />}
          after={<Said of={one} value={one.after} names={names} />}
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

interface RulesProps extends Omit<DifferencesProps, 'difference'> {
  rules: readonly ValueDifference[];
}

/** What is other about the rules of the whole map. */
export function RuleDifferences({ rules, before, after, names }: RulesProps) {
  if (rules.length === 0) return null;
  const side = (rule: ValueDifference, value: unknown, map: AutomationMap): ReactNode =>
    rule.path === 'start' ? nameOfStep(value as number | null, map, names) : <Said of={rule} value={value} names={names} />;
  return (
    <dl className={classes.differences}>
      {rules.map((rule) => (
        <Changed
          key={rule.path}
          label={labelOfPath(rule.path)}
          before={side(rule, rule.before, before)}
          after={side(rule, rule.after, after)}
        />
      ))}
    </dl>
  );
}

/** One value, as it was and as it is. */
function Changed({ label, before, after }: { label: string; before: ReactNode; after: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins>
      </dd>
    </div>
  );
}

/** A value of one side: criteria as the sentence they are. */
function Said({ of, value, names }: { of: Pick<ValueDifference, 'path'>; value: unknown; names: Names }): ReactNode {
  if (isCriteria(of.path) && typeof value === 'object' && value !== null) {
    return <CriteriaSentence objectId={names.objectId} criteria={value as object} />;
  }
  return textOf(of, value, names);
}

const isCriteria = (path: string): boolean => /(^|\.)(criteria|who)$/.test(path) || path === 'exit';

function labelOfExit(step: Step | null, exit: number): string {
  const name = step ? (sentencesOfExits(step)[exit] ?? '') : '';
  return name === '' ? t('versions.next') : t('versions.nextAfter', { exit: name });
}

/** "Amount" of `offset.amount`, by its last word that is no number. */
function labelOfPath(path: string): string {
  const word = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path;
  return tFrom(`versions.path.${word}`, {}, word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLocaleLowerCase());
}

/** A value in words where it names something, and as it is written otherwise. */
function textOf({ path }: Pick<ValueDifference, 'path'>, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return t('versions.none');
  if (typeof value === 'boolean') return t(value ? 'versions.yes' : 'versions.no');
  if (isCriteria(path) || path.endsWith('triggers')) return t('versions.conditions');
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
    inboxId: names.inboxes,
    fieldId: names.fields.map(({ id, label }) => ({ id, name: label })),
  };
  return lists[key];
}
