import '@mantine/spotlight/styles.layer.css';
import './palette.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowRight, IconKeyboard, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { commands } from '../commands.ts';
import { t } from '../messages/t.ts';
import { visiblePlaces } from '../places.ts';
import { useAccount, useAccountKey, useApi, useMe, useObjects } from '../session.ts';
import { useGo } from '../url.ts';

const [store, actions] = createSpotlight();
const TYPING_MS = 180;
const SHORTEST_SEARCH = 2;

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
  onShortcuts: () => void;
}

interface Entry {
  id: string;
  label: string;
  words: string;
  icon: ReactNode;
  run: () => void;
}

/** Search and commands in one: places, records, accounts, and what can be done. */
export default function Palette({ opened, onClose, onShortcuts }: PaletteProps) {
  const [query, setQuery] = useState('');
  const found = useFoundRecords(query);
  const entries = useEntries(onShortcuts).filter((entry) => matches(entry, query));
  useEffect(() => (opened ? actions.open() : actions.close()), [opened]);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={420}
      aria-label={t('app.search')}
    >
      <Spotlight.Search
        placeholder={t('app.search.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        aria-label={t('app.search')}
      />
      <Spotlight.ActionsList>
        {found.length > 0 && <Spotlight.ActionsGroup label={t('app.search.records')}>{found.map(action)}</Spotlight.ActionsGroup>}
        {entries.length > 0 && <Spotlight.ActionsGroup label={t('app.search.commands')}>{entries.map(action)}</Spotlight.ActionsGroup>}
        {found.length === 0 && entries.length === 0 && <Spotlight.Empty>{t('app.search.nothing', { query })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function action(entry: Entry & { description?: string }) {
  return (
    <Spotlight.Action
      key={entry.id}
      label={entry.label}
      description={entry.description ?? ''}
      leftSection={entry.icon}
      onClick={entry.run}
    />
  );
}

function matches(entry: Entry, query: string): boolean {
  const haystack = `${entry.label} ${entry.words}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function useEntries(onShortcuts: () => void): Entry[] {
  const account = useAccount();
  const objects = useObjects();
  const seats = useMe()?.accounts ?? [];
  const navigate = useNavigate();
  const go = useGo();
  const icon = (Icon: unknown): ReactNode => {
    const Drawn = Icon as ComponentType<{ size: number }>;
    return <Drawn size={18} />;
  };
  return [
    ...objects.map((object) => ({
      id: `object-${object.id}`,
      label: t('app.command.go', { place: object.plural }),
      words: '',
      icon: <ObjectIcon name={object.icon} size={18} />,
      run: () => go(`/records/${object.key}`),
    })),
    ...visiblePlaces(account).map((place) => ({
      id: `place-${place.id}`,
      label: t('app.command.go', { place: t(place.label) }),
      words: '',
      icon: icon(place.icon),
      run: () => go(place.path),
    })),
    ...commands
      .filter((command) => command.visible?.(account) ?? true)
      .map((command) => ({
        id: command.id,
        label: t(command.label),
        words: command.words ? t(command.words) : '',
        icon: <IconArrowRight size={18} />,
        run: () => followCommand(command.path, go),
      })),
    ...seats
      .filter((seat) => seat.id !== account.id)
      .map((seat) => ({
        id: `account-${seat.id}`,
        label: t('app.command.account', { name: seat.name }),
        words: '',
        icon: <IconArrowRight size={18} />,
        run: () => void navigate({ to: `/a/${seat.id}` }),
      })),
    { id: 'shortcuts', label: t('app.shortcuts'), words: '', icon: <IconKeyboard size={18} />, run: onShortcuts },
  ];
}

function followCommand(path: string, go: ReturnType<typeof useGo>): void {
  const [place, search] = path.split('?') as [string, string?];
  go(place, Object.fromEntries(new URLSearchParams(search)));
}

interface FoundRecord {
  objectId: number;
  id: number;
  name: string;
  email?: string | null;
}

function useFoundRecords(query: string): (Entry & { description: string })[] {
  const api = useApi();
  const go = useGo();
  const objects = useObjects();
  const [settled] = useDebouncedValue(query.trim(), TYPING_MS);
  const { data } = useQuery({
    queryKey: useAccountKey('search', settled),
    queryFn: async ({ signal }) => (await api.get<{ found: FoundRecord[] }>('/api/search', { q: settled }, signal)).found,
    enabled: settled.length >= SHORTEST_SEARCH,
    placeholderData: keepPreviousData,
  });
  if (settled.length < SHORTEST_SEARCH) return [];
  return (data ?? []).flatMap((record) => {
    const object = objects.find((one) => one.id === record.objectId);
    if (!object) return [];
    return {
      id: `record-${record.objectId}-${record.id}`,
      label: record.name || t('ui.unnamed'),
      description: [object.singular, record.email].filter(Boolean).join(' · '),
      words: '',
      icon: <ObjectIcon name={object.icon} size={18} />,
      run: () => go(`/records/${object.key}/${record.id}`),
    };
  });
}
