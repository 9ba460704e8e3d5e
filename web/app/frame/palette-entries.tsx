import { IconArrowRight, IconKeyboard } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { commands } from '../commands.ts';
import { t } from '../messages/t.ts';
import { visiblePlaces } from '../places.ts';
import { useAccount, useMe, useObjects } from '../session.ts';
import { useGo } from '../url.ts';

/** One line of the palette. */
export interface Entry {
  id: string;
  label: ReactNode;
  description?: ReactNode;
  icon: ReactNode;
  /** Said at the end of the line. */
  aside?: string;
  run: () => void;
}

/** Places, commands and other accounts whose names have every word of the query. */
export function useEntries(query: string, onShortcuts: () => void): Entry[] {
  const account = useAccount();
  const places = usePlaceEntries();
  const navigate = useNavigate();
  const go = useGo();
  const seats = useMe()?.accounts ?? [];
  const all: Named[] = [
    ...places,
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
  return all.filter((entry) => matches(entry, query));
}

interface Named extends Entry {
  label: string;
  words: string;
}

function usePlaceEntries(): Named[] {
  const account = useAccount();
  const objects = useObjects();
  const go = useGo();
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
      icon: drawn(place.icon),
      run: () => go(place.path),
    })),
  ];
}

function matches({ label, words }: Named, query: string): boolean {
  const haystack = `${label} ${words}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function drawn(icon: unknown): ReactNode {
  const Drawn = icon as ComponentType<{ size: number }>;
  return <Drawn size={18} />;
}

function followCommand(path: string, go: ReturnType<typeof useGo>): void {
  const [place, search] = path.split('?') as [string, string?];
  go(place, Object.fromEntries(new URLSearchParams(search)));
}
