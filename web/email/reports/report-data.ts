import { queryOptions } from '@tanstack/react-query';
import type { Outcome, ReportPerson } from '../../../src/email/schema.ts';
import { client } from '../../app/api.ts';

export type ReportScope = { broadcast: number } | { message: number };
export type PersonBehind = ReportPerson & { address: string | null };
export interface PeoplePage {
  people: PersonBehind[];
  hidden: number;
  next: number | null;
}

/** Which number of a report is opened. */
export interface Behind {
  outcome: Outcome;
  variant?: number;
  domain?: string;
  link?: string;
  reason?: string;
}

/** `interval`: how often to look again, in milliseconds. False once all has left: counted anew at once, for the count before may miss the last letters. */
export const reportQuery = (accountId: number, scope: ReportScope, interval: number | false) =>
  queryOptions({
    queryKey: [accountId, 'report', scope, { hasLeft: interval === false }],
    queryFn: ({ signal }) => client(accountId).get('/api/reports/letters', { ...scope }, signal),
    refetchInterval: interval === false ? false : interval * 2,
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey[2]) === JSON.stringify(scope) ? before : undefined),
  });

export const heatMapQuery = (accountId: number, scope: ReportScope, variant: number | undefined) =>
  queryOptions({
    queryKey: [accountId, 'report', scope, 'heat-map', variant],
    queryFn: ({ signal }) => client(accountId).get('/api/reports/letters/heat-map', { ...scope, variant }, signal),
  });
