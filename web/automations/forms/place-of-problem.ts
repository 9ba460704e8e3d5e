import type { ZodType } from 'zod';
import { conditionSettings, endSettings, goalSettings, splitSettings, waitSettings } from '../../../src/automations/schema.ts';
import type { Settings } from './settings.ts';

const ENGINE: Readonly<Record<string, ZodType>> = {
  wait: waitSettings,
  condition: conditionSettings,
  split: splitSettings,
  goal: goalSettings,
  end: endSettings,
};

/** The controls of each kind, in the order in which one that is empty is to blame. */
const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  'email.send': ['messageId'],
  'tag.add': ['tag'],
  'tag.remove': ['tag'],
  'task.create': ['subject', 'assignee'],
  'task.assign': ['templateId', 'assignee'],
  'lead.route': ['routerId'],
  'conversation.assign': ['to'],
  'conversation.move': ['inboxId'],
  'score.add': ['scoreId', 'points'],
  'owner.change': ['ownerId'],
  'field.change': ['fieldId', 'change'],
  'user.notify': ['to', 'subject', 'text'],
  'record.create': ['objectId', 'values'],
  'record.relate': ['fieldId', 'to'],
  'record.unrelate': ['fieldId', 'to'],
  'webhook.send': ['url'],
  'automation.enter': ['automationId'],
  'automation.leave': ['automationId'],
  'automation.hold': ['automationId'],
  'automation.resume': ['automationId'],
};

/** Where the settings of a kind are given by controls that can show what is wrong with them. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  wait: /^(amount|at|weekdays|from|to|offset\.(fieldId|amount)|limit\.amount|criteria)$/,
  split: /^(variants|measure\.within\.amount|winner\.(confidence|atLeast))$/,
  goal: /^triggers$/,
};

/** What is wrong with the way to a step, or on from it, is about none of its controls. */
const OF_WAYS = /^(No way leads|This step |This kind of step|There is no step)/;

/** The control that the server's sentence about a step is about; empty where none is. */
export function placeOfProblem(kind: string, settings: Settings, problem: string): string {
  if (OF_WAYS.test(problem)) return '';
  const schema = ENGINE[kind];
  if (!schema) return placeInAction(kind, settings);
  const issue = schema.safeParse(settings).error?.issues.find(({ message }) => problem.startsWith(message));
  const place = issue ? issue.path.join('.') : placeInWait(kind, settings);
  return SHOWN[kind]?.test(place) ? place : '';
}

/** What a schema lets pass and the server does not: a field or conditions that are not there any more. */
function placeInWait(kind: string, { wait }: Settings): string {
  if (kind !== 'wait') return '';
  return wait === 'field' ? 'offset.fieldId' : wait === 'criteria' ? 'criteria' : '';
}

function placeInAction(kind: string, settings: Settings): string {
  const controls = CONTROLS[kind] ?? [];
  return controls.find((control) => isEmpty(settings[control])) ?? controls.at(-1) ?? '';
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === 0 ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);
