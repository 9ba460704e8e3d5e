import { queryOptions } from '@tanstack/react-query';
import type { Deliverability, DeliveryCounts } from '../../../src/email/schema.ts';
import { client } from '../../app/api.ts';
import { language } from '../../app/messages/t.ts';

export const deliverabilityQuery = (accountId: number, days: string, provider: string) =>
  queryOptions({
    queryKey: [accountId, 'deliverability', days, provider],
    queryFn: ({ signal }) => client(accountId).get<Deliverability>('/api/deliverability', { days, provider: provider || null }, signal),
    placeholderData: (before) => before,
  });

export const RATES = ['bounced', 'complained', 'deferred', 'opened'] as const satisfies readonly (keyof DeliveryCounts)[];
export type Rate = (typeof RATES)[number];

const fine = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 2 });
const coarse = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 1 });

/** A share of what was sent; complaints are counted in hundredths of a percent. */
export const shareText = (what: Rate | 'limit', count: number, of: number): string =>
  of === 0 ? '–' : (what === 'complained' || what === 'limit' ? fine : coarse).format(count / of);
