import '@mantine/spotlight/styles.layer.css';
import './palette.css';
import { VisuallyHidden } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../messages/t.ts';
import { type Entry, useEntries } from './palette-entries.tsx';
import { type Group, useFound, useRecent } from './palette-found.tsx';
import { takeTyped } from './typed-ahead.ts';

const [store, actions] = createSpotlight();

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
  onShortcuts: () => void;
}

/** Search and commands in one: records, notes, tasks and messages, places, accounts, and what can be done. */
export default function Palette({ opened, onClose, onShortcuts }: PaletteProps) {
  const [query, setQuery] = useState('');
  const { groups: found, isSettled } = useFound(query);
  const recent = useRecent(opened && query.trim() === '');
  const entries = useEntries(query, onShortcuts);
  const commands = entries.length > 0 ? [{ id: 'commands', label: t('app.search.commands'), entries }] : [];
  const groups: Group[] = [...recent, ...found, ...commands];
  const count = groups.reduce((sum, group) => sum + group.entries.length, 0);
  const noteMove = useFirstSelected(groups.map(({ id, entries: each }) => `${id}:${each[0]?.id}`).join(), query);
  useEffect(() => (opened ? actions.open() : actions.close()), [opened]);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={480}
      centered={false}
      yOffset="10dvh"
      attributes={{ content: { 'aria-label': t('app.search') } }}
    >
      <Spotlight.Search
        placeholder={t('app.search.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        aria-label={t('app.search')}
        onFocus={() => setQuery((before) => before + takeTyped())}
        onKeyDown={noteMove}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <div key={group.id} role="group" aria-labelledby={`palette-${group.id}`} className="qs-palette-group">
            <div id={`palette-${group.id}`} className="qs-palette-heading">
              {group.label}
            </div>
            {group.entries.map(action)}
          </div>
        ))}
        {count === 0 && isSettled && <Spotlight.Empty>{t('app.search.nothing', { query })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <VisuallyHidden role="status">{isSettled && query.trim() ? t('search.count', { count }) : ''}</VisuallyHidden>
    </Spotlight.Root>
  );
}

function action({ id, label, description, icon, aside, run }: Entry) {
  return (
    <Spotlight.Action
      key={id}
      label={label as string}
      description={(description ?? '') as string}
      leftSection={icon}
      rightSection={aside ? <span className="qs-palette-aside">{aside}</span> : undefined}
      onClick={run}
    />
  );
}

/** Keeps the first line chosen while results come in, until the person has moved: Enter opens the best. */
function useFirstSelected(shown: string, query: string): (event: KeyboardEvent) => void {
  const hasMoved = useRef(false);
  useEffect(() => void (hasMoved.current = false), [query]);
  useEffect(() => {
    if (hasMoved.current || query.trim() === '') return;
    const { listId } = store.getState();
    const list = document.getElementById(listId);
    list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
    list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [shown, query]);
  return (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') hasMoved.current = true;
  };
}
