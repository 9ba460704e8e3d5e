import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import type { FieldShape } from '../../src/records/schema.ts';
import { type ObjectType, useAccount, useAccountId, useCan, useObjects } from '../app/session.ts';
import {
  automationNamesQuery,
  type EventOffer,
  eventsQuery,
  groupsQuery,
  importNamesQuery,
  messageNamesQuery,
  type Named,
  tagNamesQuery,
  userNamesQuery,
} from './criteria-data.ts';

/** All that conditions on the records of one object can speak of, by name. */
export interface Vocabulary {
  object: ObjectType;
  objects: readonly ObjectType[];
  currency: string;
  tags: readonly Named[];
  groups: readonly Named[];
  users: readonly Named[];
  messages: readonly Named[];
  automations: readonly Named[];
  imports: readonly Named[];
  events: readonly EventOffer[];
}

/** What a sentence is made with: names that are not at hand are null, and the names of records those that were looked up. */
export type KnownNames = Pick<Vocabulary, 'object' | 'objects' | 'currency' | 'users' | 'events'> & {
  [Names in 'tags' | 'groups' | 'messages' | 'automations' | 'imports']: readonly Named[] | null;
} & { records?: ReadonlyMap<string, string> };

const NONE: readonly never[] = [];

/** The words for one object; undefined until they are all known, or where the viewer may not see it. */
export function useVocabularyOf(objectId: number): Vocabulary | undefined {
  const accountId = useAccountId();
  const { currency } = useAccount();
  const objects = useObjects();
  const canImport = useCan('records.import');
  const canWrite = useCan('messages.manage');
  const asked = [
    useQuery(tagNamesQuery(accountId, objectId)),
    useQuery(groupsQuery(accountId, objectId)),
    useQuery(userNamesQuery(accountId)),
    useQuery({ ...messageNamesQuery(accountId), enabled: canWrite }),
    useQuery(automationNamesQuery(accountId)),
    useQuery({ ...importNamesQuery(accountId, objectId), enabled: canImport }),
    useQuery(eventsQuery(accountId)),
  ] as const;
  const [{ data: tags = NONE }, groupList, { data: users = NONE }, { data: messages = NONE }, { data: automations = NONE }] = asked;
  const [, , , , , { data: imports = NONE }, catalogue] = asked;
  const groups = groupList.data?.groups ?? NONE;
  const events = catalogue.data?.triggers ?? NONE;
  // What is still being asked for is not to be called deleted.
  const isReady = asked.every(({ isLoading }) => !isLoading);
  return useMemo(() => {
    const object = objects.find(({ id }) => id === objectId);
    if (!object || !isReady) return undefined;
    const ofObject = <Part extends { objectId: number }>(parts: readonly Part[]): Part[] =>
      parts.filter((part) => part.objectId === objectId);
    return {
      object,
      objects,
      currency,
      tags,
      groups,
      users,
      imports,
      events,
      messages: ofObject(messages),
      automations: ofObject(automations),
    };
  }, [isReady, objects, objectId, currency, tags, groups, users, messages, automations, imports, events]);
}

const VocabularyContext = createContext<Vocabulary | null>(null);
export const VocabularyProvider = VocabularyContext.Provider;

/** The words for the object whose records the conditions around here are asked of. */
export function useVocabulary(): Vocabulary {
  const vocabulary = useContext(VocabularyContext);
  if (!vocabulary) throw new Error('Conditions are shown inside a CriteriaBuilder.');
  return vocabulary;
}

export const fieldOf = (vocabulary: Pick<Vocabulary, 'object'>, id: number): FieldShape | undefined =>
  vocabulary.object.fields.find((field) => field.id === id);

/** What an event of this kind is about, where one may choose. */
export function subjectsOf<Names extends KnownNames>(vocabulary: Names, event: string): Names['tags'] | undefined {
  switch (vocabulary.events.find((one) => one.event === event)?.subject) {
    case 'tag':
      return vocabulary.tags;
    case 'group':
      return vocabulary.groups;
    case 'email':
      return vocabulary.messages;
    case 'automation':
      return vocabulary.automations;
    case 'import':
      return vocabulary.imports;
    default:
      return undefined;
  }
}

/** Every field of another object that points to records of this one: contacts of a company. */
export function childrenOf({ object, objects }: Pick<Vocabulary, 'object' | 'objects'>): { object: ObjectType; field: FieldShape }[] {
  return objects.flatMap((other) =>
    other.fields
      .filter(({ type, parentObjectId }) => type === 'parent' && parentObjectId === object.id)
      .map((field) => ({ object: other, field })),
  );
}
