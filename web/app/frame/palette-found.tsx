import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowRight, IconCheckbox, IconInbox, IconMail, IconNote } from '@tabler/icons-react';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { t } from '../messages/t.ts';
import { type ObjectType, useAccountId, useAccountKey, useApi, useObjects } from '../session.ts';
import { useGo } from '../url.ts';
import { type Mark, Marked, placesOf } from './marked.tsx';
import type { Entry } from './palette-entries.tsx';
import { recentRecords } from './recent-records.ts';

/** Typing settles for so long before it is searched for. */
const TYPING_MS = 100;
const LONGEST = 200;

/** Lines of the palette under one heading. */
export interface Group {
  id: string;
  label: string;
  entries: Entry[];
}

interface FoundRecord {
  objectId: number;
  id: number;
  name: string;
  email?: string | null;
  /** It has a word that only looks like one typed. */
  similar: boolean;
}

interface FoundText {
  kind: 'note' | 'task' | 'message' | 'conversation';
  id: number;
  title: string;
  text: string;
  marks: Mark[];
  record: { objectId: number; id: number; name: string } | null;
}

interface Found {
  query: string;
  found: FoundRecord[];
  texts: FoundText[];
}

/**
 * What the query finds, by kind: records by object, then notes, tasks and messages. While more is typed what was found before stays, so that nothing
 * flickers; a search that has been typed past is broken off.
 */
export function useFound(query: string): { groups: Group[]; isSettled: boolean } {
  const api = useApi();
  const [settled] = useDebouncedValue(query.trim().slice(0, LONGEST), TYPING_MS);
  const { data, isPlaceholderData, isFetching } = useQuery({
    queryKey: useAccountKey('search', settled),
    queryFn: async ({ signal }): Promise<Found> => ({
      query: settled,
      ...(await api.get<Omit<Found, 'query'>>('/api/search', { q: settled }, signal)),
    }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  });
  const records = useRecordGroups(data);
  const texts = useTextGroups(data);
  if (query.trim() === '') return { groups: [], isSettled: true };
  return { groups: [...records, ...texts], isSettled: !isFetching && !isPlaceholderData && settled === query.trim().slice(0, LONGEST) };
}

function useRecordGroups(data: Found | undefined): Group[] {
  const objects = useObjects();
  const go = useGo();
  if (!data) return [];
  const byObject = Map.groupBy(data.found, ({ objectId }) => objectId);
  return [...byObject].flatMap(([objectId, records]) => {
    const object = objects.find(({ id }) => id === objectId);
    if (!object) return [];
    const isSimilar = records.every(({ similar }) => similar);
    const entries = records.map((record) => recordEntry(record, { object, query: data.query, go, isSimilar }));
    const all: Entry = {
      id: `all-${object.id}`,
      label: t('search.all', { objects: object.plural.toLocaleLowerCase(), query: data.query }),
      icon: <IconArrowRight size={18} />,
      run: () => go(`/records/${object.key}`, { q: data.query }),
    };
    const label = isSimilar ? t('search.similarGroup', { objects: object.plural }) : object.plural;
    return { id: `object-${object.id}`, label, entries: records.length > 1 ? [...entries, all] : entries };
  });
}

interface About {
  object: ObjectType;
  query: string;
  go: ReturnType<typeof useGo>;
  /** The heading says it of all. */
  isSimilar: boolean;
}

function recordEntry(record: FoundRecord, { object, query, go, isSimilar }: About): Entry {
  const name = record.name || t('ui.unnamed');
  return {
    id: `record-${record.objectId}-${record.id}`,
    label: <Marked text={name} marks={record.similar ? [] : placesOf(name, query)} />,
    description:
      record.email && record.email !== name ? (
        <Marked text={record.email} marks={record.similar ? [] : placesOf(record.email, query)} />
      ) : undefined,
    icon: <ObjectIcon name={object.icon} size={18} />,
    ...(record.similar && !isSimilar && { aside: t('search.similar') }),
    run: () => go(`/records/${object.key}/${record.id}`),
  };
}

const TEXT_KINDS: readonly {
  kind: FoundText['kind'];
  label: 'search.note' | 'search.task' | 'search.message' | 'search.conversation';
  icon: ReactNode;
}[] = [
  { kind: 'note', label: 'search.note', icon: <IconNote size={18} /> },
  { kind: 'task', label: 'search.task', icon: <IconCheckbox size={18} /> },
  { kind: 'message', label: 'search.message', icon: <IconMail size={18} /> },
  { kind: 'conversation', label: 'search.conversation', icon: <IconInbox size={18} /> },
];

function useTextGroups(data: Found | undefined): Group[] {
  const objects = useObjects();
  const go = useGo();
  if (!data) return [];
  const byKind = Map.groupBy(data.texts, ({ kind }) => kind);
  return TEXT_KINDS.flatMap(({ kind, label, icon }) => {
    const entries = (byKind.get(kind) ?? []).map((text) =>
      textEntry(text, { icon, query: data.query, run: () => openText(text, objects, go) }),
    );
    return entries.length > 0 ? { id: kind, label: t(label), entries } : [];
  });
}

function textEntry(found: FoundText, { icon, query, run }: { icon: ReactNode; query: string; run: () => void }): Entry {
  const { kind, id, title, text, marks, record } = found;
  const on = record ? t('search.onRecord', { name: record.name || t('ui.unnamed') }) : '';
  const shown = <Marked text={text} marks={marks} />;
  return {
    id: `${kind}-${id}`,
    label: title ? <Marked text={title} marks={placesOf(title, query)} /> : shown,
    description: [title ? text : '', on].filter(Boolean).join(' · ') && (
      <>
        {title && text ? shown : null}
        {title && text && on ? ' · ' : ''}
        {on}
      </>
    ),
    icon,
    run,
  };
}

function openText({ kind, id, record }: FoundText, objects: readonly ObjectType[], go: ReturnType<typeof useGo>): void {
  if (kind === 'message') return go(`/messages/${id}`);
  if (kind === 'conversation') return go('/inbox', { state: 'any', c: String(id) });
  const object = record && objects.find((one) => one.id === record.objectId);
  if (!object) return go('/tasks');
  const open = kind === 'task' ? { open: `task/${record.objectId}-${record.id}-${id}` } : {};
  go(`/records/${object.key}/${record.id}`, open);
}

/** The records looked at lately, as far as they are still there and may be seen. */
export function useRecent(isWanted: boolean): Group[] {
  const accountId = useAccountId();
  const api = useApi();
  const objects = useObjects();
  const go = useGo();
  const visited = isWanted
    ? recentRecords(accountId).flatMap(([key, id]) => objects.filter((object) => object.key === key).map((object) => ({ object, id })))
    : [];
  const entries = useQueries({
    queries: visited.map(({ object, id }) => ({
      queryKey: [accountId, 'recent', object.id, id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get(`/api/records/${object.id}/${id}`, undefined, signal),
      retry: false,
      staleTime: 60_000,
    })),
    combine: (replies) =>
      replies.flatMap(({ data }, index) => {
        const { object, id } = visited[index]!;
        return data
          ? {
              id: `recent-${object.id}-${id}`,
              label: data.name || t('ui.unnamed'),
              description: object.singular,
              icon: <ObjectIcon name={object.icon} size={18} />,
              run: () => go(`/records/${object.key}/${id}`),
            }
          : [];
      }),
  });
  return entries.length > 0 ? [{ id: 'recent', label: t('search.recent'), entries }] : [];
}
