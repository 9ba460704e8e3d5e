import {
  type BehaviourCondition,
  type ChildrenCondition,
  type Count,
  type Criteria,
  type GroupCondition,
  kindOf,
  type Not,
  type OwnerCondition,
  type ParentCondition,
  type Question,
  type TagCondition,
} from '../../src/criteria/schema.ts';
import { countryName, formatPrice } from '../../src/records/schema.ts';
import { language, t, tFrom } from '../app/messages/t.ts';
import type { Named } from './criteria-data.ts';
import { wordOfDay } from './day-words.ts';
import { labelOfOperator, specialOf, statusChoices } from './operators.ts';
import { inSentence, labelOf, valueKindOf } from './subjects.ts';
import { isList, jointOf, normalised, partsOf, takesOf } from './tree-edits.ts';
import { fieldOf, type KnownNames, subjectsOf } from './vocabulary.ts';

/** So many values of one condition are named; more would hide what is asked. */
const NAMED = 3;

/** Criteria in one line: "City is any of Kiel or Lübeck, and got a tag". Empty where nothing is asked. */
export function sentenceOf(criteria: unknown, vocabulary: KnownNames): string {
  return sentenceOfList(normalised(criteria), vocabulary, false);
}

function sentenceOfNode(node: Criteria, vocabulary: KnownNames): string {
  if (isList(node)) return sentenceOfList(node, vocabulary, true);
  if ('not' in node) return t('criteria.say.not', { what: sentenceOfNode((node as Not).not, vocabulary) });
  return sentenceOfCondition(node, vocabulary);
}

function sentenceOfList(list: Criteria, vocabulary: KnownNames, isInside: boolean): string {
  const { join, isNegated } = jointOf(list);
  const parts = partsOf(list, '').map(([, part]) => sentenceOfNode(part, vocabulary));
  if (parts.length === 0) return '';
  const text = joined(parts, join === 'all' ? 'conjunction' : 'disjunction');
  if (isNegated) return t('criteria.say.not', { what: text });
  return isInside && parts.length > 1 ? t('criteria.say.inside', { what: text }) : text;
}

function sentenceOfCondition(node: Criteria, vocabulary: KnownNames): string {
  const subject = labelOf(node, vocabulary);
  switch (kindOf(node)) {
    case 'field':
    case 'system':
      return phrase(subject, sentenceOfQuestion(node, node as Question & Criteria, vocabulary));
    case 'tag':
      return sentenceOfTags(node as TagCondition, vocabulary);
    case 'owner':
      return phrase(subject, sentenceOfOwner(node as OwnerCondition, vocabulary));
    case 'group': {
      const { group, operator } = node as GroupCondition;
      return t(operator === 'in' ? 'criteria.say.inGroup' : 'criteria.say.notInGroup', { group: nameIn(vocabulary.groups, group) });
    }
    case 'parent':
      return t('criteria.say.parent', { field: subject, what: sentenceOfRelated(node as ParentCondition, vocabulary) }).trimEnd();
    case 'children': {
      const { count } = node as ChildrenCondition;
      const often = count ? t(`criteria.say.count.${count.operator}`, { count: count.value }) : t('criteria.say.some');
      return t('criteria.say.children', {
        often,
        objects: inSentence(subject),
        what: sentenceOfRelated(node as ChildrenCondition, vocabulary),
      }).trimEnd();
    }
    case 'behaviour':
      return sentenceOfBehaviour(node as BehaviourCondition, vocabulary);
    case 'search':
      return t('criteria.say.search', { words: (node as { search: string }).search });
    default:
      return sentenceOfFact(node as Record<string, unknown>, subject, vocabulary);
  }
}

function sentenceOfQuestion(node: Criteria, question: Question, vocabulary: KnownNames): string {
  const { operator, values = [] } = question;
  const label = labelOfOperator(operator, valueKindOf(node, vocabulary), values.length);
  return withAnswer(label, question, (value) => textOf(value, node, vocabulary));
}

function withAnswer(label: string, question: Question, text: (value: string | number | boolean) => string): string {
  const { operator, values = [], amount, unit } = question;
  switch (takesOf(operator)) {
    case 'nothing':
      return label;
    case 'amount': {
      const stretch = t(`criteria.amount.${unit ?? 'days'}`, { amount: amount ?? 0 });
      return label.includes('…') ? label.replace('…', stretch) : phrase(label, stretch);
    }
    case 'two':
      return phrase(label, joined(values.map(text), 'conjunction'));
    default:
      return phrase(label, named(values.map(text)));
  }
}

function textOf(value: string | number | boolean, node: Criteria, vocabulary: KnownNames): string {
  switch (specialOf(node, vocabulary)) {
    case 'price':
      return formatPrice(Number(value), vocabulary.currency, language.locale);
    case 'country':
      return countryName(String(value), language.locale);
    case 'status':
      return statusChoices().find((status) => status.value === String(value))?.label ?? String(value);
    case 'import':
      return nameIn(vocabulary.imports, Number(value));
  }
  const option = fieldOf(vocabulary, (node as { field: number }).field)?.options.find(({ id }) => id === value);
  if (option) return option.label;
  const kind = valueKindOf(node, vocabulary);
  if (kind === 'record') return nameOfRecord(Number(value), node, vocabulary);
  if (kind === 'date' || kind === 'time') return dayOf(String(value));
  return typeof value === 'number' ? new Intl.NumberFormat(language.locale).format(value) : String(value);
}

function nameOfRecord(id: number, node: Criteria, vocabulary: KnownNames): string {
  const objectId = fieldOf(vocabulary, (node as { field: number }).field)?.parentObjectId;
  return vocabulary.records?.get(`${objectId}/${id}`) ?? t('criteria.say.record', { id: String(id) });
}

function dayOf(value: string): string {
  const word = wordOfDay(value);
  if (word !== undefined) return word;
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return value;
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
}

function sentenceOfTags({ tag, operator }: TagCondition, { tags }: KnownNames): string {
  const names = tag.map((id) => nameIn(tags, id));
  if (operator === 'has_all') return t('criteria.say.hasTags', { count: tag.length, tags: joined(names, 'conjunction') });
  return t(operator === 'has_none' ? 'criteria.say.hasNoTag' : 'criteria.say.hasTags', { count: tag.length, tags: named(names) });
}

function sentenceOfOwner({ owner, operator }: OwnerCondition, { users }: KnownNames): string {
  const label = labelOfOperator(operator, 'choice', owner.length);
  if (operator === 'is_blank' || operator === 'is_not_blank') return label;
  const nameOf = (id: number | 'me' | 'team'): string =>
    id === 'me' ? t('criteria.owner.me') : id === 'team' ? t('criteria.owner.team') : nameIn(users, id);
  return phrase(label, named(owner.map(nameOf)));
}

function sentenceOfRelated(node: ParentCondition | ChildrenCondition, vocabulary: KnownNames): string {
  const objectId = 'object' in node ? node.object : fieldOf(vocabulary, node.parent)?.parentObjectId;
  const object = vocabulary.objects.find(({ id }) => id === objectId);
  const parts = node.matches ? partsOf(normalised(node.matches), '').length : 0;
  if (!object || parts === 0) return '';
  const related = { ...vocabulary, object, tags: null, groups: null, automations: null, messages: null, imports: null };
  return t('criteria.say.related', { what: sentenceOf(node.matches, related) });
}

function sentenceOfBehaviour(node: BehaviourCondition, vocabulary: KnownNames): string {
  const event = begunSmall(labelOf(node, vocabulary));
  const subjects = subjectsOf(vocabulary, node.behaviour) ?? null;
  const about = node.subject ? t('criteria.say.about', { names: named(node.subject.map((id) => nameIn(subjects, id))) }) : '';
  const within = node.within ? sentenceOfStretch(node.within) : '';
  return isNever(node.count) ? phrase(t('criteria.say.never'), event, about, within) : phrase(event, about, oftenOf(node.count), within);
}

const isNever = (count: Count | undefined): boolean => count !== undefined && count.operator !== 'at_least' && count.value === 0;

const oftenOf = (count: Count | undefined): string =>
  !count || (count.operator === 'at_least' && count.value === 1) ? '' : t(`criteria.say.times.${count.operator}`, { count: count.value });

function sentenceOfStretch(within: Question): string {
  const label = tFrom(`criteria.stretch.${within.operator}`, {}, labelOfOperator(within.operator, 'time'));
  return withAnswer(label, within, (value) => dayOf(String(value)));
}

function sentenceOfFact(node: Record<string, unknown>, subject: string, { automations }: KnownNames): string {
  if ('reachable' in node) return t(`criteria.reachable.${node.reachable as 'bulk'}`);
  if ('conversation' in node) return phrase(subject, t(`criteria.conversation.${node.conversation as 'open'}`));
  if ('consent' in node) return phrase(subject, t(`criteria.consent.${node.operator as 'given'}`));
  if (!('automation' in node)) return subject;
  const names = named((node.automation as number[]).map((id) => nameIn(automations, id)));
  return phrase(t(`criteria.automation.${node.operator as 'on'}`), names);
}

/** "Opened a letter" inside a sentence; names of fields keep their capital. */
const begunSmall = (label: string): string => label.slice(0, 1).toLocaleLowerCase(language.locale) + label.slice(1);

const phrase = (...words: readonly string[]): string => words.filter(Boolean).join(' ');

function named(names: readonly string[]): string {
  if (names.length === 0) return '…';
  const shown = names.length > NAMED + 1 ? [...names.slice(0, NAMED), t('criteria.say.more', { count: names.length - NAMED })] : names;
  return joined(shown, 'disjunction');
}

const joined = (words: readonly string[], type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(language.locale, { type }).format(words);

/** Names that are not at hand, as those of another object's tags, are left open. */
const nameIn = (names: readonly Named[] | null, id: number): string =>
  names?.find((one) => one.id === id)?.name ?? (names === null || id === 0 ? '…' : t('criteria.gone'));
