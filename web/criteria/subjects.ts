import {
  type BehaviourCondition,
  type ChildrenCondition,
  type Criteria,
  type FieldCondition,
  kindOf,
  kindOfSystemColumn,
  kindOfField,
  type ParentCondition,
  type SystemColumn,
  type SystemCondition,
  type ValueKind,
} from '../../src/criteria/schema.ts';
import type { FieldShape } from '../../src/records/schema.ts';
import { language, t, tFrom } from '../app/messages/t.ts';
import { childrenOf, fieldOf, type Vocabulary } from './vocabulary.ts';

/** Something that can be asked about, with the condition that asking begins with. */
export interface Subject {
  id: string;
  label: string;
  /** The heading it stands under in the list of subjects. */
  section: string;
  /** More words that find it. */
  words?: string;
  begin: () => Criteria;
}

const SYSTEM: readonly SystemColumn[] = ['name', 'created', 'updated', 'last_activity'];
const FIRST_OPERATOR: Readonly<Record<ValueKind, string>> = {
  text: 'is',
  number: 'is',
  date: 'in_last',
  time: 'in_last',
  check: 'is_checked',
  choice: 'is',
  choices: 'has_any',
  record: 'is',
  user: 'is',
  color: 'is',
  whole: 'is_not_blank',
};

/** Everything the builder offers to ask about, in the order of its list. */
export function subjectsFor(vocabulary: Vocabulary): Subject[] {
  return [
    ...belonging(vocabulary),
    ...ofFields(vocabulary),
    ...ofTheRecord(vocabulary),
    ...ofEvents(vocabulary),
    ...ofRelations(vocabulary),
    ...ofPermission(vocabulary),
  ];
}

/** Which of these a condition asks about. */
export function subjectIdOf(node: Criteria): string {
  const kind = kindOf(node);
  if (kind === 'field') return `field ${(node as FieldCondition).field}`;
  if (kind === 'parent') return `field ${(node as ParentCondition).parent}`;
  if (kind === 'system') return `system ${(node as SystemCondition).system}`;
  if (kind === 'behaviour') return `behaviour ${(node as BehaviourCondition).behaviour}`;
  if (kind === 'children') return `children ${(node as ChildrenCondition).object} ${(node as ChildrenCondition).children}`;
  if (kind !== 'fact') return kind;
  if ('consent' in node) return `consent ${String(node.consent)}`;
  if ('conversation' in node) return 'conversation';
  return keyOfFact(node);
}

/** What names a fact: never how it is asked, which a database may give first. */
const keyOfFact = (node: Criteria): string => Object.keys(node).find((key) => key !== 'operator') ?? '';

/** What a condition asks about, in words. */
export function labelOf(node: Criteria, vocabulary: Pick<Vocabulary, 'object' | 'objects'>): string {
  const kind = kindOf(node);
  if (kind === 'field' || kind === 'parent') {
    const id = kind === 'field' ? (node as FieldCondition).field : (node as ParentCondition).parent;
    return fieldOf(vocabulary, id)?.label ?? t('criteria.gone');
  }
  if (kind === 'system') return t(`criteria.system.${(node as SystemCondition).system}`);
  if (kind === 'behaviour') return labelOfEvent((node as BehaviourCondition).behaviour);
  if (kind === 'children') {
    const { object, children } = node as ChildrenCondition;
    const related = childrenOf(vocabulary).filter((one) => one.object.id === object);
    const one = related.find(({ field }) => field.id === children);
    return one ? labelOfChildren(one, related.length > 1) : t('criteria.gone');
  }
  if (kind !== 'fact') return t(`criteria.subject.${kind as 'tag'}`);
  if ('conversation' in node) return t('criteria.subject.conversation');
  if ('consent' in node) return t(node.consent === 'sms' ? 'criteria.subject.consent.sms' : 'criteria.subject.consent.email');
  return tFrom(`criteria.subject.${keyOfFact(node)}`);
}

export const labelOfEvent = (event: string): string => tFrom(`criteria.event.${event}`, {}, tFrom(`event.${event}`, {}, event));

/** The shape of what a field or property holds; undefined for one that is gone. */
export function valueKindOf(node: Criteria, vocabulary: Pick<Vocabulary, 'object'>): ValueKind | undefined {
  if (kindOf(node) === 'system') return kindOfSystemColumn((node as SystemCondition).system);
  const field = fieldOf(vocabulary, (node as FieldCondition).field);
  return field && kindOfField(field);
}

function belonging({ groups, automations }: Vocabulary): Subject[] {
  const section = t('criteria.section.belonging');
  return [
    { id: 'tag', label: t('criteria.subject.tag'), section, begin: () => ({ tag: [], operator: 'has_any' }) },
    ...(groups.length > 0
      ? [{ id: 'group', label: t('criteria.subject.group'), section, begin: (): Criteria => ({ group: 0, operator: 'in' }) }]
      : []),
    { id: 'owner', label: t('criteria.subject.owner'), section, begin: () => ({ owner: [], operator: 'is' }) },
    ...(automations.length > 0
      ? [
          {
            id: 'automation',
            label: t('criteria.subject.automation'),
            section,
            begin: (): Criteria => ({ automation: [], operator: 'on' }),
          },
        ]
      : []),
  ];
}

function ofFields({ object }: Vocabulary): Subject[] {
  const sections = new Map(object.sections.map(({ id, name }) => [id, name]));
  return object.fields.flatMap((field) => {
    const kind = kindOfField(field);
    if (!kind) return [];
    const section = sections.get(field.sectionId) ?? object.singular;
    return [{ id: `field ${field.id}`, label: field.label, section, begin: () => beginField(field, kind) }];
  });
}

function beginField(field: FieldShape, kind: ValueKind): Criteria {
  const operator = FIRST_OPERATOR[kind];
  if (field.type === 'date') return { field: field.id, operator: 'this_month' };
  if (operator === 'in_last') return { field: field.id, operator, amount: 30, unit: 'days' };
  return { field: field.id, operator, ...(kind === 'check' ? {} : { values: [] }) };
}

function ofTheRecord({ object, imports }: Vocabulary): Subject[] {
  const section = t('criteria.section.record');
  const columns: SystemColumn[] = [...SYSTEM, ...(imports.length > 0 ? (['import'] as const) : []), 'unique_id'];
  const search: Subject = { id: 'search', label: t('criteria.subject.search'), section, begin: () => ({ search: '' }) };
  return [
    ...columns
      .filter((column) => column !== 'name' || !object.fields.some(({ columnName }) => columnName === 'name'))
      .map((column) => ({
        id: `system ${column}`,
        label: t(`criteria.system.${column}`),
        section,
        begin: (): Criteria =>
          kindOfSystemColumn(column) === 'time'
            ? { system: column, operator: 'in_last', amount: 30, unit: 'days' }
            : { system: column, operator: 'is', values: [] },
      })),
    search,
  ];
}

function ofEvents({ events }: Vocabulary): Subject[] {
  const section = t('criteria.section.happened');
  // Records in the bin match nothing.
  const offered = events.filter(({ event }) => event !== 'record.deleted');
  return offered.map(({ event }) => ({
    id: `behaviour ${event}`,
    label: labelOfEvent(event),
    section,
    begin: () => ({ behaviour: event, within: { operator: 'in_last', amount: 30, unit: 'days' } }),
  }));
}

function ofRelations(vocabulary: Vocabulary): Subject[] {
  const section = t('criteria.section.related');
  const parents = vocabulary.object.fields.filter(
    ({ type, parentObjectId }) => type === 'parent' && vocabulary.objects.some(({ id }) => id === parentObjectId),
  );
  const related = childrenOf(vocabulary);
  const isAmbiguous = (objectId: number): boolean => related.filter(({ object }) => object.id === objectId).length > 1;
  return [
    ...parents.map((field) => ({
      id: `parent ${field.id}`,
      label: t('criteria.subject.parent', { field: field.label }),
      section,
      begin: (): Criteria => ({ parent: field.id, matches: { all: [] } }),
    })),
    ...related.map((one) => ({
      id: `children ${one.object.id} ${one.field.id}`,
      label: labelOfChildren(one, isAmbiguous(one.object.id)),
      section,
      begin: (): Criteria => ({ children: one.field.id, object: one.object.id, matches: { all: [] } }),
    })),
  ];
}

function labelOfChildren({ object, field }: { object: { plural: string }; field: FieldShape }, isAmbiguous: boolean): string {
  return isAmbiguous ? t('criteria.subject.children.by', { objects: object.plural, field: field.label }) : object.plural;
}

function ofPermission({ object }: Vocabulary): Subject[] {
  if (!object.person) return [];
  const section = t('criteria.section.permission');
  const column = (system: 'email_status' | 'sms_status'): Subject => ({
    id: `system ${system}`,
    label: t(`criteria.system.${system}`),
    section,
    begin: () => ({ system, operator: 'is', values: [] }),
  });
  return [
    { id: 'reachable', label: t('criteria.subject.reachable'), section, begin: () => ({ reachable: 'bulk' }) },
    ...(['email', 'sms'] as const).map((channel) => ({
      id: `consent ${channel}`,
      label: t(`criteria.subject.consent.${channel}`),
      section,
      begin: (): Criteria => ({ consent: channel, operator: 'given' }),
    })),
    { id: 'conversation', label: t('criteria.subject.conversation'), section, begin: () => ({ conversation: 'open' }) },
    column('email_status'),
    column('sms_status'),
  ];
}

/** A name as it stands inside a sentence. */
export const inSentence = (name: string): string => name.toLocaleLowerCase(language.locale);
