import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FieldShape } from '../../src/records/schema.ts';
import { type ObjectType, useAccount, useAccountId, useCan, useObjects } from '../app/session.ts';
import { colleaguesQuery, tagsQuery } from '../records/index.tsx';
import { type Catalogue, catalogueQuery } from './automation-data.ts';
import {
  automationNamesQuery,
  groupNamesQuery,
  messageNamesQuery,
  routerNamesQuery,
  scoreNamesQuery,
  taskNamesQuery,
} from './names-data.ts';
import type { Named } from './sentences/words.ts';

/** What a map of one object speaks of, by name. */
export interface Names {
  objectId: number;
  plural: string;
  singular: string;
  isPerson: boolean;
  fields: readonly FieldShape[];
  /** Fields, of this object or another, that relate records of this one to others. */
  relations: readonly Named[];
  /** What a map can start from. */
  events: Catalogue['triggers'];
  objects: readonly ObjectType[];
  currency: string;
  timeZone: string;
  tags: readonly Named[];
  groups: readonly Named[];
  users: readonly Named[];
  roles: readonly Named[];
  messages: readonly (Named & { isPublished: boolean })[];
  automations: readonly (Named & { isRunning: boolean })[];
  templates: readonly Named[];
  routers: readonly Named[];
  scores: readonly Named[];
}

const NONE: readonly never[] = [];

/** Names for nothing: what examples and first moments begin with. */
export const NO_NAMES: Names = {
  objectId: 0,
  plural: '',
  singular: '',
  isPerson: false,
  fields: NONE,
  relations: NONE,
  events: [],
  objects: NONE,
  currency: 'USD',
  timeZone: 'UTC',
  tags: NONE,
  groups: NONE,
  users: NONE,
  roles: NONE,
  messages: NONE,
  automations: NONE,
  templates: NONE,
  routers: NONE,
  scores: NONE,
};

/** The names for maps of one object; lists that are still asked for, or that the viewer may not see, are empty. */
export function useNames(objectId: number): Names {
  const accountId = useAccountId();
  const { currency, timeZone } = useAccount();
  const objects = useObjects();
  const canWrite = useCan('messages.manage');
  const { data: tags = NONE } = useQuery(tagsQuery(accountId, objectId));
  const { data: groups = NONE } = useQuery(groupNamesQuery(accountId, objectId));
  const { data: users = NONE } = useQuery(colleaguesQuery(accountId));
  const { data: messages = NONE } = useQuery({ ...messageNamesQuery(accountId), enabled: canWrite });
  const { data: automations = NONE } = useQuery(automationNamesQuery(accountId));
  const { data: tasks } = useQuery(taskNamesQuery(accountId));
  const { data: routers = NONE } = useQuery(routerNamesQuery(accountId));
  const { data: scores = NONE } = useQuery(scoreNamesQuery(accountId));
  const { data: catalogue } = useQuery(catalogueQuery(accountId));
  return useMemo(() => {
    const object = objects.find(({ id }) => id === objectId);
    const ofObject = <Part extends { objectId: number }>(parts: readonly Part[]): Part[] =>
      parts.filter((part) => part.objectId === objectId);
    return {
      objectId,
      plural: object?.plural ?? '',
      singular: object?.singular ?? '',
      isPerson: object?.person ?? false,
      fields: object?.fields ?? NONE,
      relations: (object?.fields ?? [])
        .filter(({ type }) => type === 'parent' || type === 'relation')
        .map(({ id, label }) => ({ id, name: label })),
      events: catalogue?.triggers ?? [],
      objects,
      currency,
      timeZone,
      tags,
      groups,
      users: users.filter(({ hasLeft }) => !hasLeft),
      roles: tasks?.roles ?? NONE,
      messages: ofObject(messages).map(({ id, name, publishedVersion }) => ({ id, name, isPublished: publishedVersion !== null })),
      automations: ofObject(automations).map(({ id, name, status }) => ({ id, name, isRunning: status === 'published' })),
      templates: ofObject(tasks?.templates ?? []),
      routers: ofObject(routers),
      scores: ofObject(scores),
    };
  }, [objectId, objects, currency, timeZone, tags, groups, users, messages, automations, tasks, routers, scores, catalogue]);
}
