import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formatValue, type ObjectShape } from '../../src/records/schema.ts';
import { language } from '../app/messages/t.ts';
import { useAccount, useAccountId } from '../app/session.ts';
import type { Places } from '../ui/data-table/types.ts';
import type { Which } from './data.ts';
import { aboutQuery, ladderQuery } from './list-data.ts';

export interface ListLength {
  places: Places | undefined;
  /** How many there are; about so many until they are counted. */
  total: number | undefined;
  isAbout: boolean;
}

/** How long a list is and what its scrollbar goes by: a guess at once, the rest as soon as the server has walked along it. */
export function useListPlaces(object: ObjectShape, which: Which, sort: string, isWanted: boolean): ListLength {
  const accountId = useAccountId();
  const account = useAccount();
  const ladder = useQuery({ ...ladderQuery(accountId, object.id, which, sort), enabled: isWanted });
  const about = useQuery({ ...aboutQuery(accountId, object.id, which), enabled: isWanted && !ladder.data });
  const places = useMemo((): Places | undefined => {
    const { data } = ladder;
    if (!data) return undefined;
    const write = labelOf(object, data.sort, account);
    return { total: data.total, rungs: data.rungs.map(({ place, cursor, value }) => ({ place, cursor, label: write(value) })) };
  }, [ladder.data, object, account]);
  return { places, total: ladder.data?.total ?? about.data, isAbout: ladder.data === undefined };
}

/** What a place in the list says: the beginning of a text, a day, an amount, whatever it is sorted by. */
function labelOf(object: ObjectShape, sort: string, account: { currency: string; timeZone: string }): (value: string | null) => string {
  const key = sort.replace(/^-/, '');
  const field = object.fields.find(({ id }) => `field:${id}` === key);
  const context = { locale: language.locale, currency: account.currency, timeZone: account.timeZone };
  return (value) => {
    if (value === null) return '–';
    if (key === 'created' || key === 'updated' || key === 'last_activity') return day(value, account.timeZone);
    if (!field) return value;
    if (field.type === 'date') return day(value, 'UTC');
    if (field.type === 'datetime') return day(value, account.timeZone);
    if (field.type === 'check') return formatValue(field, value === '1', context);
    const isNumber = /^-?[\d.e+]+$/i.test(value) && ['number', 'price', 'dropdown', 'formula', 'rollup'].includes(field.type);
    return formatValue(field, isNumber ? Number(value) : value, context);
  };
}

const day = (value: string, timeZone: string): string => {
  const moment = new Date(value.replace(' ', 'T').replace(/\+00$/, 'Z'));
  return Number.isNaN(moment.getTime())
    ? value
    : new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone }).format(moment);
};
