import type { Step } from '../../src/automations/schema.ts';
import { language, t, tFrom } from '../app/messages/t.ts';
import { sentenceOfChange } from './sentences/of-changes.ts';
import { sentenceOfWait } from './sentences/of-waits.ts';
import { nameOfVariant } from './sentences/of-exits.ts';
import { allOf, eitherOf, nameIn, type Named, OPEN, plainly, someOf, textOf } from './sentences/words.ts';
import type { Names } from './use-names.ts';
import { branchesOf } from '../../src/automations/schema.ts';
import { sentenceOfTrigger } from './sentences/of-triggers.ts';
import type { Trigger } from '../../src/automations/schema.ts';

export { sentencesOfExits } from './sentences/of-exits.ts';
export { nameOfEvent, namesAbout, sentenceOfTrigger } from './sentences/of-triggers.ts';
export { nameOfDays, nameOfWeekday } from './sentences/words.ts';

type Settings = Step['settings'];

/** One line saying what a step does: "Wait until Tuesday, 09:00". `steps` are those of its map, of which a "go to" names one. */
export function sentenceOfStep(
  { kind, settings, next }: Pick<Step, 'kind' | 'settings'> & Partial<Pick<Step, 'next'>>,
  names: Names,
  steps: readonly Step[] = [],
): string {
  switch (kind) {
    case 'wait':
      return sentenceOfWait(settings, names);
    case 'condition':
      return sentenceOfCondition(settings, names);
    case 'split':
      return sentenceOfSplit(settings);
    case 'fork':
      return t('steps.fork', { ways: Number(settings.ways ?? 2) });
    case 'goto':
      return sentenceOfGoto(next?.[0] ?? null, names, steps);
    case 'goal':
      return sentenceOfGoal(settings, names);
    case 'end':
      return t(settings.stay === true ? 'steps.end.stay' : 'steps.end');
    default:
      return sentenceOfAction(kind, settings, names);
  }
}

/** What a kind of step is called where one is chosen. */
export const nameOfKind = (kind: string): string => tFrom(`steps.kind.${kind}`, {}, kind);

function sentenceOfAction(kind: string, settings: Settings, names: Names): string {
  switch (kind) {
    case 'email.send':
      return t('steps.email', { message: nameIn(names.messages, settings.messageId) });
    case 'tag.add':
      return t('steps.tag.add', { tag: textOf(settings.tag) });
    case 'tag.remove':
      return t('steps.tag.remove', { tag: textOf(settings.tag) });
    case 'task.create':
      return t('steps.task.create', { subject: plainly(textOf(settings.subject)), who: nameOfPerson(settings.assignee, names) });
    case 'task.assign':
      return t('steps.task.assign', { template: nameIn(names.templates, settings.templateId) });
    case 'owner.change':
      return t('steps.owner', { who: nameOfPerson(settings.ownerId, names) });
    case 'field.change':
      return sentenceOfChange(settings, names);
    case 'user.notify':
      return t('steps.notify', { who: nameOfPeople(settings.to, names), subject: plainly(textOf(settings.subject)) });
    case 'record.create':
      return t('steps.record.create', { object: nameOfObject(settings.objectId, names) });
    case 'record.relate':
    case 'record.unrelate':
      return t(`steps.${kind}`, { field: nameIn(names.relations, settings.fieldId) });
    case 'automation.enter':
    case 'automation.leave':
    case 'automation.hold':
    case 'automation.resume':
      return t(`steps.${kind}`, { automation: nameIn(names.automations, settings.automationId) });
    case 'webhook.send':
      return t('steps.webhook', { host: hostOf(settings.url) });
    case 'webhook.tell':
      return t('steps.webhook.tell');
    case 'lead.route':
      return t('steps.route', { router: nameIn(names.routers, settings.routerId) });
    case 'conversation.assign':
      return sentenceOfAssigning(settings.to, names);
    case 'conversation.close':
      return t('steps.conversation.close');
    case 'conversation.move':
      return t('steps.conversation.move', { inbox: nameIn(names.inboxes, settings.inboxId) });
    case 'score.add':
      return sentenceOfScore(settings, names);
    default:
      return nameOfKind(kind);
  }
}

function sentenceOfAssigning(to: unknown, names: Names): string {
  if (to === 'owner' || to === 'nobody') return t(`steps.conversation.assign.${to}`);
  return t('steps.conversation.assign.user', { user: nameIn(names.users, to) });
}

/** "Is it true that City is Kiel?" belongs to whoever shows criteria; this is the short form that fits a line. */
function sentenceOfCondition(settings: Settings, names: Names): string {
  const branches = branchesOf(settings);
  const named = branches.filter(({ name }) => name !== '');
  if (branches.length > 1 || named.length > 0)
    return t('steps.condition.branches', {
      count: branches.length,
      branches: eitherOf(branches.map(({ name }, index) => name || t('steps.exit.branch', { number: index + 1 }))),
    });
  return questionOf(onlyOf(branches[0]!.criteria), names);
}

/** The one condition of a list of one. */
export function onlyOf(criteria: unknown): unknown {
  const { all, any } = (criteria ?? {}) as { all?: unknown[]; any?: unknown[] };
  const [only, ...others] = all ?? any ?? [];
  return only !== undefined && others.length === 0 ? onlyOf(only) : criteria;
}

function questionOf(criteria: unknown, names: Names): string {
  const { group, operator, tag } = (criteria ?? {}) as { group?: number; operator?: string; tag?: number[] };
  if (group !== undefined)
    return t(operator === 'not_in' ? 'steps.condition.notInGroup' : 'steps.condition.inGroup', { group: nameIn(names.groups, group) });
  if (tag?.length === 1)
    return t(operator === 'has_none' ? 'steps.condition.hasNotTag' : 'steps.condition.hasTag', { tag: nameIn(names.tags, tag[0]) });
  const asked = fieldsAsked(criteria).map((id) => names.fields.find((field) => field.id === id)?.label ?? t('automations.gone'));
  return asked.length === 0 ? t('steps.condition') : t('steps.condition.on', { fields: someOf([...new Set(asked)]) });
}

/** Every field that criteria ask about, in order. */
function fieldsAsked(criteria: unknown): number[] {
  if (typeof criteria !== 'object' || criteria === null) return [];
  if (Array.isArray(criteria)) return criteria.flatMap(fieldsAsked);
  const { field } = criteria as { field?: unknown };
  return [...(typeof field === 'number' ? [field] : []), ...Object.values(criteria).flatMap(fieldsAsked)];
}

function sentenceOfSplit({ variants = [{}, {}] }: { variants?: { name?: string }[] }): string {
  return t('steps.split', { variants: allOf(variants.map(({ name }, index) => name || nameOfVariant(index))) });
}

function sentenceOfGoto(target: number | null, names: Names, steps: readonly Step[]): string {
  const to = steps.find(({ id }) => id === target);
  if (!to) return t('steps.goto.open');
  return t('steps.goto', { step: to.kind === 'goto' ? nameOfKind('goto') : sentenceOfStep(to, names, steps) });
}

function sentenceOfGoal({ name, triggers = [] }: { name?: string; triggers?: Trigger[] }, names: Names): string {
  if (name) return t('steps.goal', { name });
  return triggers.length === 0
    ? nameOfKind('goal')
    : t('steps.goal', { name: eitherOf(triggers.map((one) => sentenceOfTrigger(one, names))) });
}

/** "the owner", a colleague, or everybody of a role. */
export function nameOfPerson(who: unknown, { users, roles }: Pick<Names, 'users' | 'roles'>): string {
  if (who === 'owner') return t('automations.theOwner');
  if (typeof who === 'object' && who !== null) {
    const { role, roleId } = who as { role?: number; roleId?: number };
    return t('steps.role', { role: nameIn(roles, role ?? roleId) });
  }
  return nameIn(users, who);
}

const nameOfPeople = (to: unknown, names: Names): string =>
  Array.isArray(to) && to.length > 0 ? allOf(to.map((who) => nameOfPerson(who, names))) : OPEN;

const nameOfObject = (id: unknown, { objects }: Names): string =>
  objects.find((object) => object.id === id)?.singular.toLocaleLowerCase(language.locale) ?? OPEN;

function hostOf(url: unknown): string {
  try {
    return new URL(String(url)).host;
  } catch {
    return OPEN;
  }
}

function sentenceOfScore({ scoreId, points }: { scoreId?: number; points?: number }, { scores }: { scores: readonly Named[] }): string {
  const score = nameIn(scores, scoreId);
  return t((points ?? 0) < 0 ? 'steps.score.take' : 'steps.score.add', { points: Math.abs(points ?? 0), score });
}
