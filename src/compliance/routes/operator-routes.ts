import { z } from 'zod';
import { route, type Route } from '../../app/http.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { decideCase } from '../abuse/decide-case.ts';
import { reviewConfirmation } from '../abuse/review-confirmation.ts';
import { presentCase } from '../present-case.ts';
import { presentStanding } from '../present-standing.ts';
import { caseRows, mailStandings } from '../queries/abuse.ts';
import { decideImportReview } from '../reviews/decide-import-review.ts';
import {
  accountParams,
  caseParams,
  casesQuery,
  decideCaseBody,
  operatorResumeBody,
  operatorStopBody,
  reviewConfirmationBody,
} from '../rules/abuse-schema.ts';
import { WINDOW_DAYS } from '../rules/mail-limits.ts';
import { decideReviewBody } from '../rules/review-schema.ts';
import { operatorSuppressionsBody } from '../rules/suppression-schema.ts';
import { resumeByOperator, stopByOperator } from '../stop-by-operator.ts';
import { operatorSuppressions, suppressForAll } from '../suppressions/suppress-for-all.ts';

const CASES_SHOWN = 200;
/** The operator acts on an account from outside: nobody of it did it. */
const OPERATOR: Actor = { type: 'system', id: null };
const reviewParams = accountParams.extend({ import: z.coerce.number().int().positive() });

/** The abuse desk. Nothing of a client's data is read here: counts, reasons, and what reporters wrote. */
export const operatorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/operator/abuse/standings',
    access: 'operator',
    summary: 'Say how the mail of every account does',
    handle: async ({ database }) => {
      const since = new Date(database.clock.now().getTime() - (WINDOW_DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
      return (await database.system((db) => mailStandings(db, since))).map(presentStanding);
    },
  }),
  route({
    method: 'GET',
    path: '/api/operator/abuse/cases',
    access: 'operator',
    summary: 'List reports of abuse',
    query: casesQuery,
    handle: ({ database, query }) =>
      database.system(async (db) => {
        const rows = await caseRows(db, query.state, CASES_SHOWN);
        const names = new Map((await mailStandings(db, '1970-01-01')).map(({ account_id, name }) => [account_id, name]));
        return rows.map((row) => presentCase(row, row.account_id === null ? null : (names.get(row.account_id) ?? null)));
      }),
  }),
  route({
    method: 'POST',
    path: '/api/operator/abuse/cases/:id/decide',
    access: 'operator',
    summary: 'Confirm or dismiss a report of abuse',
    params: caseParams,
    body: decideCaseBody,
    handle: ({ database, params, body, identity }) => decideCase(database, { by: identity.email, id: params.id, decision: body }),
  }),
  route({
    method: 'POST',
    path: '/api/operator/accounts/:account/sending/stop',
    access: 'operator',
    summary: 'Stop what an account sends',
    params: accountParams,
    body: operatorStopBody,
    handle: ({ database, params, body }) =>
      database.account(params.account, (db) => stopByOperator(db, OPERATOR, { ...body, cause: 'operator' })),
  }),
  route({
    method: 'POST',
    path: '/api/operator/accounts/:account/sending/resume',
    access: 'operator',
    summary: 'Let an account send again',
    params: accountParams,
    body: operatorResumeBody,
    handle: ({ database, params, body }) => database.account(params.account, (db) => resumeByOperator(db, OPERATOR, body.channel)),
  }),
  route({
    method: 'POST',
    path: '/api/operator/accounts/:account/confirmation',
    access: 'operator',
    summary: 'Approve or refuse the confirmation letter of an account',
    params: accountParams,
    body: reviewConfirmationBody,
    handle: ({ database, params, body }) => database.account(params.account, (db) => reviewConfirmation(db, OPERATOR, body)),
  }),
  route({
    method: 'POST',
    path: '/api/operator/accounts/:account/import-reviews/:import',
    access: 'operator',
    summary: 'Release or refuse an import of an account',
    params: reviewParams,
    body: decideReviewBody,
    handle: ({ database, params, body }) =>
      decideImportReview(database, { accountId: params.account, importId: params.import, by: 'operator', actor: OPERATOR, decision: body }),
  }),
  route({
    method: 'GET',
    path: '/api/operator/suppressions',
    access: 'operator',
    summary: 'Say how many addresses nobody may write to',
    handle: ({ database }) => operatorSuppressions(database),
  }),
  route({
    method: 'POST',
    path: '/api/operator/suppressions',
    access: 'operator',
    summary: 'Bar addresses for every account, or release them',
    body: operatorSuppressionsBody,
    handle: ({ database, body }) => suppressForAll(database, body),
  }),
];
