import { useQuery } from '@tanstack/react-query';
import type { FieldShape } from '../../src/records/schema.ts';
import { useAccountId, useObjects } from '../app/session.ts';
import { groupNamesQuery, messagesQuery, tagNamesQuery, userNamesQuery } from './automation-data.ts';

/** What a map of one object speaks of, by name. */
export interface Names {
  objectId: number;
  plural: string;
  singular: string;
  isPerson: boolean;
  fields: readonly FieldShape[];
  tags: readonly { id: number; name: string }[];
  groups: readonly { id: number; name: string }[];
  users: readonly { id: number; name: string }[];
  messages: readonly { id: number; name: string; isPublished: boolean }[];
}

export function useNames(objectId: number): Names {
  const accountId = useAccountId();
  const object = useObjects().find(({ id }) => id === objectId);
  const { data: tags = [] } = useQuery(tagNamesQuery(accountId, objectId));
  const { data: groups = [] } = useQuery(groupNamesQuery(accountId, objectId));
  const { data: users = [] } = useQuery(userNamesQuery(accountId));
  const { data: messages = [] } = useQuery(messagesQuery(accountId));
  return {
    objectId,
    plural: object?.plural ?? '',
    singular: object?.singular ?? '',
    isPerson: object?.person ?? false,
    fields: object?.fields ?? [],
    tags,
    groups,
    users: users.filter(({ leftAt }) => !leftAt),
    messages: messages
      .filter((message) => message.objectId === objectId)
      .map(({ id, name, publishedVersion }) => ({ id, name, isPublished: publishedVersion !== null })),
  };
}
