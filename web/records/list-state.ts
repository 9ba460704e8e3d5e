import { useSearch } from '@tanstack/react-router';
import type { FootFunction, ViewSettings } from '../../src/criteria/schema.ts';
import type { Column } from '../ui/data-table/types.ts';
import { readView, writeView } from '../ui/data-table/view.ts';
import type { ListedRecord } from './list-data.ts';
import type { View } from './views-data.ts';

/** What of a list stands in its address, besides the view it began with. */
const PARTS = ['mode', 'columns', 'sort', 'criteria', 'group', 'q', 'foot', 'cards'] as const;
type Part = (typeof PARTS)[number];
export type ListAddress = Partial<Record<Part | 'view', string | undefined>>;

/** A list as its address states it; `isBare` when nothing of it is stated. */
export function useListAddress(): ListAddress & { isBare: boolean } {
  const search = useSearch({ strict: false }) as ListAddress;
  return { ...search, isBare: PARTS.every((part) => search[part] === undefined) };
}

/** The settings of a view as an address: all of them, so that what is taken out of it later is a change like any other. */
export function addressOf(settings: ViewSettings, viewId?: number): ListAddress {
  const { mode, columns, widths, sort, criteria, group, search, foot, cards } = settings;
  return {
    view: viewId === undefined ? undefined : String(viewId),
    mode,
    columns: blank(columns.map((id) => (widths[id] ? `${id}:${widths[id]}` : id)).join(',')),
    sort: blank(sort),
    criteria: criteria ? JSON.stringify(criteria) : undefined,
    group: group === null ? undefined : String(group),
    q: blank(search ?? ''),
    foot: blank(writeFoot(foot)),
    cards: cards ? JSON.stringify(cards) : undefined,
  };
}

/** What the address states, as settings to keep. */
export function settingsOf(address: ListAddress, columns: readonly Column<ListedRecord>[]): ViewSettings {
  const view = readView(address.columns ?? '', columns);
  const usual = new Set(writeView(view, columns).split(','));
  return {
    mode: address.mode === 'cards' ? 'cards' : 'table',
    columns: view.map(({ id }) => id),
    widths: Object.fromEntries(view.filter(({ id }) => !usual.has(id)).map(({ id, width }) => [id, Math.round(width)])),
    sort: address.sort ?? '',
    criteria: parsed(address.criteria) as ViewSettings['criteria'],
    group: address.group ? Number(address.group) : null,
    ...(address.q ? { search: address.q } : {}),
    foot: readFoot(address.foot),
    ...(address.cards ? { cards: parsed(address.cards) as Record<string, unknown> } : {}),
  };
}

/** Whether the list is no longer looked at as its view says. */
export function isChanged(address: ListAddress, view: View): boolean {
  const kept = addressOf(view.settings);
  return PARTS.some((part) => (address[part] ?? '') !== (kept[part] ?? ''));
}

export const readFoot = (text: string | undefined): Record<string, FootFunction> =>
  Object.fromEntries(
    (text ?? '')
      .split(',')
      .map((part) => [part.slice(0, part.lastIndexOf(':')), part.slice(part.lastIndexOf(':') + 1)])
      .filter(([column]) => column !== ''),
  ) as Record<string, FootFunction>;

export const writeFoot = (foot: Readonly<Record<string, string>>): string =>
  Object.entries(foot)
    .map(([column, name]) => `${column}:${name}`)
    .join(',');

const blank = (text: string): string | undefined => (text === '' ? undefined : text);

function parsed(text: string | undefined): unknown {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
