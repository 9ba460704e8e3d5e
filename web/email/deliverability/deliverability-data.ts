import { queryOptions } from '@tanstack/react-query';
import type { DeliveryCounts } from '../../../src/email/schema.ts';
import { client } from '../../app/api.ts';
import { formatFineShareOf, formatShareOf } from '../../ui/numbers.ts';

export const deliverabilityQuery = (accountId: number, days: string, provider: string) =>
  queryOptions({
    queryKey: [accountId, 'deliverability', days, provider],
    queryFn: ({ signal }) => client(accountId).get('/api/deliverability', { days, provider: provider || null }, signal),
    placeholderData: (before) => before,
  });

export const RATES = ['bounced', 'complained', 'deferred', 'opened'] as const satisfies readonly (keyof DeliveryCounts)[];
export type Rate = (typeof RATES)[number];

/** A share of what was sent; complaints are counted in hundredths of a percent. */
export const shareText = (what: Rate | 'limit', count: number, of: number): string =>
  what === 'complained' || what === 'limit' ? formatFineShareOf(count, of) : formatShareOf(count, of);
