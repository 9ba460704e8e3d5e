import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FieldShape } from '../../src/records/schema.ts';
import { type ObjectType, useAccount, useAccountId, useCan, useObjects } from '../app/session.ts';
import { colleaguesQuery, tagsQuery } from '../records/index.tsx';
import { type Catalogue, catalogueQuery } from './automation-data.ts';
import {
  automationNamesQuery,
  formNamesQuery,
  groupNamesQuery,
  inboxNamesQuery,
  messageNamesQuery,
  routerNamesQuery,
  scoreNamesQuery,
  taskNamesQuery,
} from './names-data.ts';
import { type Named, UNKNOWN } from './sentences/words.ts';

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
  forms: readonly Named[];
  inboxes: readonly Named[];
  channels: readonly Named[];
}

/** Names for nothing: what examples and first moments begin with. */
export const NO_NAMES: Names = {
  objectId: 0,
  plural: '',
  singular: '',
  isPerson: false,
  fields: [],
  relations: [],
  events: [],
  objects: [],
  currency: 'USD',
  timeZone: 'UTC',
  tags: [],
  groups: [],
  users: [],
  roles: [],
  messages: [],
  automations: [],
  templates: [],
  routers: [],
  scores: [],
  forms: [],
  inboxes: [],
  channels: [],
};

/** The names for maps of one object; lists that are still asked for, or that the viewer may not see, are `UNKNOWN`. */
export function useNames(objectId: number): Names {
  const accountId = useAccountId();
  const { currency, timeZone } = useAccount();
  const objects = useObjects();
  const canWrite = useCan('messages.manage');
  const { data: tags = UNKNOWN } = useQuery(tagsQuery(accountId, objectId));
  const { data: groups = UNKNOWN } = useQuery(groupNamesQuery(accountId, objectId));
  const { data: users = UNKNOWN } = useQuery(colleaguesQuery(accountId));
  const { data: messages = UNKNOWN } = useQuery({ ...messageNamesQuery(accountId), enabled: canWrite });
  const { data: automations = UNKNOWN } = useQuery(automationNamesQuery(accountId));
  const { data: tasks } = useQuery(taskNamesQuery(accountId));
  const { data: routers = UNKNOWN } = useQuery(routerNamesQuery(accountId));
  const { data: scores = UNKNOWN } = useQuery(scoreNamesQuery(accountId));
  const { data: inboxNames } = useQuery(inboxNamesQuery(accountId));
  const { data: forms = UNKNOWN } = useQuery(formNamesQuery(accountId));
  const { data: catalogue } = useQuery(catalogueQuery(accountId));
  return useMemo(() => {
    const object = objects.find(({ id }) => id === objectId);
    const ofObject = <Part extends Named & { objectId: number }, Kept>(
      parts: readonly Part[],
      kept: (part: Part) => Kept,
    ): readonly Kept[] => (parts === UNKNOWN ? UNKNOWN : parts.filter((part) => part.objectId === objectId).map(kept));
    return {
      objectId,
      plural: object?.plural ?? '',
      singular: object?.singular ?? '',
      isPerson: object?.person ?? false,
      fields: object?.fields ?? UNKNOWN,
      relations: (object?.fields ?? [])
        .filter(({ type }) => type === 'parent' || type === 'relation')
        .map(({ id, label }) => ({ id, name: label })),
      events: catalogue?.triggers ?? [],
      objects,
      currency,
      timeZone,
      tags,
      groups,
      users: users === UNKNOWN ? UNKNOWN : users.filter(({ hasLeft }) => !hasLeft),
      roles: tasks?.roles ?? UNKNOWN,
      messages: ofObject(messages, ({ id, name, publishedVersion }) => ({ id, name, isPublished: publishedVersion !== null })),
      automations: ofObject(automations, ({ id, name, status }) => ({ id, name, isRunning: status === 'published' })),
      templates: ofObject(tasks?.templates ?? UNKNOWN, nameOf),
      routers: ofObject(routers, nameOf),
      scores: ofObject(scores, nameOf),
      forms: ofObject(forms, nameOf),
      inboxes: inboxNames?.inboxes ?? UNKNOWN,
      channels: inboxNames?.channels ?? UNKNOWN,
    };
  }, [objectId, objects, currency, timeZone, tags, groups, users, messages, automations, tasks, routers, scores, inboxNames, catalogue]);
}

const nameOf = ({ id, name }: Named): Named => ({ id, name });
