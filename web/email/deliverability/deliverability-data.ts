import { queryOptions } from '@tanstack/react-query';
import type { Deliverability, DeliveryCounts } from '../../../src/email/schema.ts';
import { client } from '../../app/api.ts';

export const deliverabilityQuery = (accountId: number, days: string, provider: string) =>
  queryOptions({
    queryKey: [accountId, 'deliverability', days, provider],
    queryFn: ({ signal }) => client(accountId).get<Deliverability>('/api/deliverability', { days, provider: provider || null }, signal),
    placeholderData: (before) => before,
  });

export const RATES = ['bounced', 'complained', 'deferred', 'opened'] as const satisfies readonly (keyof DeliveryCounts)[];
export type Rate = (typeof RATES)[number];

const fine = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 });
const coarse = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat('en');

export const numberText = (count: number): string => plain.format(count);

/** A share of what was sent; complaints are counted in hundredths of a percent. */
export const shareText = (what: Rate | 'limit', count: number, of: number): string =>
  of === 0 ? '–' : (what === 'complained' || what === 'limit' ? fine : coarse).format(count / of);
