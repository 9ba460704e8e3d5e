import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId } from '../app/session.ts';
import { useDrawer, useGo } from '../app/url.ts';
import page from './record.module.css';

/** The records before and after this one in the list one came from; J and K go through it. */
export function RecordTrail({ object, id }: { object: ObjectType; id: number }) {
  const accountId = useAccountId();
  const queries = useQueryClient();
  const go = useGo();
  const { opened } = useDrawer();
  const ids = useMemo(() => trailOf(queries, accountId, object.id, id), [queries, accountId, object.id, id]);
  const place = ids.indexOf(id);
  const before = ids[place - 1];
  const after = ids[place + 1];
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.key === 'j' ? after : event.key === 'k' ? before : undefined;
      if (target === undefined || opened || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      go(`/records/${object.key}/${target}`);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [before, after, object.key, opened, go]);
  if (place < 0 || ids.length < 2) return null;
  return (
    <div className={page.trail}>
      <span className={page.trailPlace}>{t('records.place', { place: place + 1, count: ids.length })}</span>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('records.previous')}
        aria-keyshortcuts="k"
        disabled={before === undefined}
        onClick={() => go(`/records/${object.key}/${before}`)}
      >
        <IconChevronUp size={17} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('records.next')}
        aria-keyshortcuts="j"
        disabled={after === undefined}
        onClick={() => go(`/records/${object.key}/${after}`)}
      >
        <IconChevronDown size={17} />
      </ActionIcon>
    </div>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** So many neighbours are remembered while the list itself is no longer. */
const MOST_KEPT = 1_000;

interface Listed {
  pages?: readonly { rows?: readonly { id: number }[] }[];
}

/** The ids of the list that was looked at last and holds the record; kept for the tab, so that reading on survives a reload. */
function trailOf(queries: QueryClient, accountId: number, objectId: number, id: number): number[] {
  const key = `quayside.trail.${accountId}.${objectId}`;
  const lists = queries
    .getQueryCache()
    .findAll({ queryKey: [accountId, 'records', objectId] })
    .filter(({ queryKey }) => queryKey[3] === 'list' || queryKey[3] === 'cards')
    .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt);
  for (const list of lists) {
    const ids = ((list.state.data as Listed | undefined)?.pages ?? []).flatMap(({ rows = [] }) => rows.map((row) => row.id));
    const place = ids.indexOf(id);
    if (place < 0) continue;
    const near = ids.slice(Math.max(0, place - MOST_KEPT / 2), place + MOST_KEPT / 2);
    sessionStorage.setItem(key, JSON.stringify(near));
    return near;
  }
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '[]') as number[];
  return kept.includes(id) ? kept : [];
}
