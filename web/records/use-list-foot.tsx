import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { FOOT_FUNCTIONS, resultTypeOf } from '../../src/criteria/schema.ts';
import { formatValue, type ObjectShape } from '../../src/records/schema.ts';
import { language, t } from '../app/messages/t.ts';
import { useAccount, useAccountId } from '../app/session.ts';
import { useUrlState } from '../app/url.ts';
import type { Foot } from '../ui/data-table/types.ts';
import type { Which } from './data.ts';
import { footQuery } from './list-data.ts';
import { readFoot, writeFoot } from './list-state.ts';

const WORDS = {
  sum: 'lists.foot.sum',
  average: 'lists.foot.average',
  min: 'lists.foot.min',
  max: 'lists.foot.max',
  filled: 'lists.foot.filled',
} as const;

/** What stands at the foot of a list of records, over all of it as it is narrowed. */
export function useListFoot(object: ObjectShape, which: Which): Foot {
  const account = useAccount();
  const [text, setText] = useUrlState('foot');
  const { data, isFetching, error } = useQuery(footQuery(useAccountId(), object.id, which, text));
  return useMemo((): Foot => {
    const chosen = readFoot(text);
    const context = { locale: language.locale, currency: account.currency, timeZone: account.timeZone };
    const show = (column: string): string => {
      const value = data?.[column];
      if (value === undefined) return isFetching ? '…' : error ? t('lists.foot.failed') : '–';
      if (value === null) return '–';
      if (chosen[column] === 'filled') return t('ui.number', { count: Number(value) });
      const field = object.fields.find(({ id }) => column === `f${id}`);
      if (!field) return formatValue({ type: 'date', options: [] }, String(value).slice(0, 10), context);
      const type = resultTypeOf(field);
      // An average of minor units is rounded to one of them, of numbers to what a person reads.
      const shown =
        type === 'price' ? Math.round(Number(value)) : chosen[column] === 'average' ? Math.round(Number(value) * 100) / 100 : value;
      return formatValue({ ...field, type: type as typeof field.type }, shown, context);
    };
    return {
      chosen,
      show,
      label: (name) => (FOOT_FUNCTIONS.includes(name as never) ? t(WORDS[name as keyof typeof WORDS]) : name),
      onChoose(column, name) {
        const { [column]: _, ...others } = chosen;
        setText(writeFoot(name === null ? others : { ...others, [column]: name }));
      },
    };
  }, [text, data, isFetching, error, object, account, setText]);
}
