import { RawReply, route, type Route } from '../../app/http.ts';
import { releaseAddress } from '../release-address.ts';
import { presentReview } from '../present.ts';
import { exportableSuppressions, suppressionCounts, suppressionOf } from '../queries/suppressions.ts';
import { reviewRows } from '../queries/reviews.ts';
import { decideImportReview } from '../reviews/decide-import-review.ts';
import { decideReviewBody, reviewParams } from '../rules/review-schema.ts';
import { importSuppressionsBody, lookUpBody } from '../rules/suppression-schema.ts';
import { normalisedAddress, suppressAddressBody } from '../schema.ts';
import { importSuppressions } from '../suppressions/import-suppressions.ts';
import { suppressAddress } from '../suppress-address.ts';

const REVIEWS_SHOWN = 200;

export const suppressionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/suppressions',
    access: 'right:settings.manage',
    summary: 'Say how many addresses are suppressed, and why',
    handle: ({ inAccount }) => inAccount(suppressionCounts),
  }),
  route({
    method: 'POST',
    path: '/api/suppressions',
    access: 'right:settings.manage',
    summary: 'Bar an address',
    body: suppressAddressBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => suppressAddress(db, actor, body.channel, body.address)),
  }),
  route({
    method: 'POST',
    path: '/api/suppressions/release',
    access: 'right:settings.manage',
    summary: 'Take the bar off an address',
    body: suppressAddressBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => releaseAddress(db, actor, body.channel, body.address)),
  }),
  route({
    method: 'POST',
    path: '/api/suppressions/look-up',
    access: 'right:settings.manage',
    summary: 'Say whether an address is suppressed, and why',
    body: lookUpBody,
    handle: ({ inAccount, body }) =>
      inAccount(async (db) => {
        const { reach, reason, at, by_operator } = await suppressionOf(db, normalisedAddress(body.address));
        return { suppressed: reach !== null || by_operator, reach, reason, at: at?.toISOString() ?? null, byOperator: by_operator };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/suppressions/import',
    access: 'right:settings.manage',
    summary: 'Bar the addresses of a list, which may hold hashes in their place',
    body: importSuppressionsBody,
    handle: ({ inAccount, actor, body }) => inAccount((db) => importSuppressions(db, actor, body.lines)),
  }),
  route({
    method: 'GET',
    path: '/api/suppressions/export',
    access: 'right:settings.manage',
    summary: 'The suppressed addresses as hashes that name nobody',
    answers: { 200: 'text/csv' },
    handle: ({ inAccount }) =>
      inAccount(async (db) => {
        const rows = await exportableSuppressions(db);
        const lines = ['sha256,reach,reason', ...rows.map(({ digest, reach, reason }) => `${digest},${reach},${reason}`)];
        const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="suppressions.csv"' };
        return new RawReply(200, headers, `${lines.join('\n')}\n`);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/import-reviews',
    access: 'right:settings.manage',
    summary: 'List the imports that are or were held',
    handle: ({ inAccount }) => inAccount(async (db) => (await reviewRows(db, REVIEWS_SHOWN)).map(presentReview)),
  }),
  route({
    method: 'POST',
    path: '/api/import-reviews/:import',
    access: 'right:settings.manage',
    summary: 'Release or refuse a held import',
    params: reviewParams,
    body: decideReviewBody,
    handle: ({ database, accountId, actor, params, body }) =>
      decideImportReview(database, { accountId, importId: params.import, by: 'account', actor, decision: body }),
  }),
];
