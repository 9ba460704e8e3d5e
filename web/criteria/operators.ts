import {
  type Criteria,
  kindOf,
  type ParentCondition,
  OPERATORS,
  type Question,
  STRETCHES,
  type SystemCondition,
  type ValueKind,
} from '../../src/criteria/schema.ts';
import { PERMISSION_STATUS } from '../../src/records/schema.ts';
import { t, tFrom } from '../app/messages/t.ts';
import { valueKindOf } from './subjects.ts';
import { NOTHING_ASKED, takesOf, withOperator } from './tree-edits.ts';
import { fieldOf, type Vocabulary } from './vocabulary.ts';

export interface Choice {
  value: string;
  label: string;
  section?: string;
}

/** A parent field is asked for a record, or for what that record matches. */
export const MATCHES = 'matches';

const BY_ID: readonly string[] = ['is', 'is_not', 'is_blank', 'is_not_blank'];
/** Of codes and ids only these make sense to a person; the language allows more, and a tree that uses it keeps it. */
const KEPT: Partial<Record<string, readonly string[]>> = { record: BY_ID, import: BY_ID, country: BY_ID, status: ['is', 'is_not'] };

/** How a field or property can be asked about, in the order of the list. */
export function operatorChoices(node: Criteria, vocabulary: Vocabulary): Choice[] {
  if (kindOf(node) === 'parent') return withMatches(BY_ID.map((operator) => choiceOf(operator, 'record')));
  const kind = valueKindOf(node, vocabulary);
  if (!kind) return [];
  const { operator } = node as Question;
  const kept = KEPT[specialOf(node, vocabulary) ?? kind];
  const offered = Object.keys(OPERATORS[kind]).filter((one) => !kept || kept.includes(one) || one === operator);
  const choices = offered.map((one) => choiceOf(one, kind));
  return isParentField(node, vocabulary) ? withMatches(choices) : choices;
}

/** What a behaviour's time can be limited by. */
export const stretchChoices = (): Choice[] => [
  { value: '', label: t('criteria.stretch.ever'), section: '' },
  ...STRETCHES.map((operator) => ({
    value: operator,
    label: tFrom(`criteria.stretch.${operator}`, {}, labelOfOperator(operator, 'time')),
    section: sectionOf(operator),
  })),
];

export function labelOfOperator(operator: string, kind: ValueKind | undefined, count = 1): string {
  return tFrom(`criteria.operator.${kind}.${operator}`, { count }, tFrom(`criteria.operator.${operator}`, { count }, operator));
}

/** The same condition asked another way. */
export function asked(node: Criteria, operator: string): Criteria {
  if (kindOf(node) === 'parent') {
    const { parent } = node as ParentCondition;
    if (operator === MATCHES) return node;
    return { field: parent, operator, ...(takesOf(operator) === 'nothing' ? {} : { values: [] }) };
  }
  if (operator === MATCHES) return { parent: (node as { field: number }).field, matches: NOTHING_ASKED };
  return withOperator(node as Question & Criteria, operator) as Criteria;
}

/** What a field or property holds that is more than its shape says. */
export function specialOf(node: Criteria, vocabulary: Pick<Vocabulary, 'object'>): 'country' | 'status' | 'import' | 'price' | undefined {
  if (kindOf(node) === 'system') {
    const { system } = node as SystemCondition;
    if (system === 'email_status' || system === 'sms_status') return 'status';
    return system === 'import' ? 'import' : undefined;
  }
  const type = fieldOf(vocabulary, (node as { field: number }).field)?.type;
  return type === 'country' || type === 'price' ? type : undefined;
}

export const statusChoices = (): Choice[] =>
  Object.entries(PERMISSION_STATUS).map(([name, status]) => ({
    value: String(status),
    label: t(`criteria.status.${name as keyof typeof PERMISSION_STATUS}`),
  }));

const isParentField = (node: Criteria, vocabulary: Vocabulary): boolean => {
  const field = kindOf(node) === 'field' ? fieldOf(vocabulary, (node as { field: number }).field) : undefined;
  return field?.type === 'parent' && vocabulary.objects.some(({ id }) => id === field.parentObjectId);
};

const withMatches = (choices: Choice[]): Choice[] => [
  { value: MATCHES, label: t('criteria.operator.matches'), section: '' },
  ...choices.map((choice) => ({ ...choice, section: '' })),
];

const choiceOf = (operator: string, kind: ValueKind): Choice => ({
  value: operator,
  label: labelOfOperator(operator, kind, 0),
  section: sectionOf(operator),
});

function sectionOf(operator: string): string {
  if (operator.startsWith('anniversary')) return t('criteria.section.anniversary');
  if (takesOf(operator) === 'amount') return t('criteria.section.relative');
  return /^(today|yesterday|tomorrow|(this|last|next)_)/.test(operator) ? t('criteria.section.calendar') : '';
}
