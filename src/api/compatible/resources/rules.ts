import {
  changeRule,
  createRule,
  deleteRule,
  pauseRule,
  resumeRule,
  ruleOfMap,
  seenRules,
  type OpenedRule,
  type RuleRow,
} from '../../../automations/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import { loadTerms } from '../rule-strings/load-terms.ts';
import { ruleOfTexts } from '../rule-strings/rule-of-texts.ts';
import type { RuleTerms } from '../rule-strings/terms.ts';
import { textsOfRule } from '../rule-strings/texts-of-rule.ts';
import { UnreadableRule } from '../rule-strings/unreadable-rule.ts';
import type { Row } from '../rules/filter-rows.ts';
import { idsOf, isSet, numberOf, textOf } from '../rules/parameters.ts';
import { wireTime } from '../rules/wire-values.ts';
import { resourceOfRows } from './rows.ts';

const LONGEST_NAME = 200;

/** The account's rules outside maps, each as the texts that calls know it by. */
export const RULES = resourceOfRows({
  area: 'automations',
  rows: ruleRows,
  async remove(call, { id }) {
    mayManage(call);
    await deleteRule(call.db, call.actor, Number(id));
  },
  acts: {
    POST: makeRule,
    PUT: editRule,
    'POST /pause': (call) => changeRunning(call, true),
    'POST /unpause': (call) => changeRunning(call, false),
  },
});

async function ruleRows(call: CompatibleCall, ids?: readonly number[]): Promise<Row[]> {
  const rules = await rulesSeenBy(call, ids);
  if (rules.length === 0) return [];
  const termsOf = await loadTerms(
    call,
    rules.some(({ draft }) => speaksOfWords(draft)),
  );
  return rules.flatMap((rule) => {
    const terms = termsOf(rule.object_id);
    return terms ? [rowOf(rule, terms)] : [];
  });
}

/** Every rule, or those that are named, about records the caller may see, and that ask about nothing which their role hides. */
async function rulesSeenBy({ db, viewer }: CompatibleCall, ids?: readonly number[]): Promise<RuleRow[]> {
  return (await seenRules(db, viewer, ids)).filter(({ object_id: objectId }) => viewer.on(objectId).view !== 'none');
}

/** Whether a rule tells users what a message says, or waits for one of its links. */
const speaksOfWords = ({ triggers, steps }: RuleRow['draft']): boolean =>
  triggers.some(({ event }) => event === 'email.clicked') || steps.some(({ kind }) => kind === 'user.notify');

const WORDS = /Notify_someone|emailanchor/i;
/** The same of a call's texts. */
const saysWords = (call: CompatibleCall): boolean => TEXTS.some((part) => WORDS.test(text(call, part) ?? ''));

function rowOf(rule: RuleRow, terms: RuleTerms): Row {
  const { events, conditions, actions } = textsOfRule(ruleOfMap(rule.draft), terms);
  return {
    id: String(rule.id),
    drip_id: null,
    events,
    conditions,
    actions,
    name: rule.name,
    pause: rule.status === 'published' ? '0' : '1',
    last_action: wireTime(rule.last_at),
    object_type_id: String(rule.object_id),
    date: wireTime(rule.created_at),
    dlm: wireTime(rule.updated_at),
  };
}

const TEXTS = ['events', 'conditions', 'actions'] as const;

/** Makes a rule, which runs from now on unless the call says `pause=1`. One that could not run is refused with the reason. */
async function makeRule(call: CompatibleCall): Promise<Answer> {
  mayManage(call);
  const { parameters, db, actor, viewer, ids } = call;
  for (const name of ['events', 'actions', 'object_type_id']) if (textOf(parameters, name) === undefined) throw missing(name);
  const objectId = numberOf(parameters, 'object_type_id');
  const isSeen = objectId !== undefined && viewer.on(objectId).view !== 'none';
  const terms = isSeen ? (await loadTerms(call, saysWords(call)))(objectId) : undefined;
  if (!terms) throw notFound();
  const texts = { events: text(call, 'events') ?? '', conditions: text(call, 'conditions') ?? '', actions: text(call, 'actions') ?? '' };
  const content = readable(() => ruleOfTexts(texts, terms));
  const name = nameOf(text(call, 'name')) ?? `Rule of ${terms.shape.plural.toLowerCase()}`;
  const opened = await createRule(db, actor, { viewer, ids }, { ...mutable(content), name, objectId: terms.shape.id });
  mustRun(opened);
  if (isSet(parameters, 'pause')) await pauseRule(db, actor, opened.row.id);
  const row = rowOf(await ruleNamed(call, opened.row.id), terms);
  const sent = Object.keys(row).filter((key) => key in parameters);
  return { data: { ...Object.fromEntries(sent.map((key) => [key, row[key]])), ...row } };
}

/** Changes what the call names of a rule. What a text keeps stays under its own ids, so that nobody is lost between two actions. */
async function editRule(call: CompatibleCall): Promise<Answer> {
  mayManage(call);
  const { db, actor, viewer, parameters } = call;
  const before = await ruleNamed(call, numberOf(parameters, 'id'));
  const { id } = before;
  const objectId = textOf(parameters, 'object_type_id')?.trim();
  if (objectId !== undefined && objectId !== String(before.object_id))
    throw new Refusal(400, 'A rule stays with its kind of records. Make a new one for others.');
  const terms = (await loadTerms(call, saysWords(call) || speaksOfWords(before.draft)))(before.object_id)!;
  const name = nameOf(text(call, 'name'));
  if (name !== undefined || TEXTS.some((part) => text(call, part) !== undefined)) {
    const was = ruleOfMap(before.draft);
    const texts = { ...textsOfRule(was, terms), ...given(call) };
    const content = readable(() => ruleOfTexts(texts, terms, was));
    const changed = { ...mutable(content), name: name ?? before.name, revision: before.revision };
    mustRun(await changeRule(db, actor, { viewer, id }, changed));
  }
  if (textOf(parameters, 'pause') !== undefined) await run(call, before, !isSet(parameters, 'pause'));
  const after = rowOf(await ruleNamed(call, id), terms);
  const named = ['events', 'conditions', 'actions', 'name', 'pause'].filter((key) => key in parameters);
  return { data: { attrs: { ...Object.fromEntries(named.map((key) => [key, after[key]])), dlm: after.dlm, id: after.id } } };
}

const given = (call: CompatibleCall): Record<string, string> =>
  Object.fromEntries(TEXTS.flatMap((part) => (text(call, part) === undefined ? [] : [[part, text(call, part)!]])));

/** A text of a call; one given as null counts as not given. */
const text = ({ parameters }: CompatibleCall, name: string): string | undefined => textOf(parameters, name);

function nameOf(name: string | undefined): string | undefined {
  const trimmed = name?.trim();
  if (trimmed && trimmed.length > LONGEST_NAME) throw new Refusal(400, `A name may have at most ${LONGEST_NAME} characters.`);
  return trimmed || undefined;
}

function readable<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableRule) throw new Refusal(400, error.message);
    throw error;
  }
}

const mutable = ({ triggers, criteria, actions }: ReturnType<typeof ruleOfTexts>) => ({
  triggers: triggers.map((trigger) => ({ ...trigger })),
  criteria,
  actions: actions.map((action) => ({ ...action })),
});

/** What could not run is not kept: nothing is acknowledged that does nothing. */
function mustRun({ problems }: OpenedRule): void {
  const [sentence] = Object.values(problems);
  if (sentence !== undefined) throw new Refusal(400, sentence);
}

function mayManage({ viewer }: CompatibleCall): void {
  if (!viewer.can('automations.manage')) throw new Refusal(403, 'Your role may not change rules.');
}

async function ruleNamed(call: CompatibleCall, id: number | undefined): Promise<RuleRow> {
  if (id === undefined) throw missing('id');
  const [rule] = await rulesSeenBy(call, [id]);
  if (!rule) throw notFound();
  return rule;
}

/** Pauses rules, or lets them run again; those that already do are left as they are. */
async function changeRunning(call: CompatibleCall, isPausing: boolean): Promise<Answer> {
  mayManage(call);
  const ids = idsOf(call.parameters);
  if (ids.length === 0) throw missing('ids');
  for (const rule of await rulesSeenBy(call, ids)) await run(call, rule, !isPausing);
  return {};
}

async function run({ db, actor }: CompatibleCall, { id, status }: RuleRow, isToRun: boolean): Promise<void> {
  const runs = status === 'published';
  if (isToRun && !runs) await resumeRule(db, actor, id);
  if (!isToRun && runs) await pauseRule(db, actor, id);
}
