import { notAllowed } from '../../app/kernel/problem.ts';
import { RawReply, route, type Route } from '../../app/http.ts';
import { knownScopes, refuseUnlessGiven } from '../../app/scopes.ts';
import { streamAccount } from '../archive/export-account.ts';

export const archiveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/account/archive.zip',
    access: 'user',
    summary: 'Download the whole account as one archive',
    answers: { 200: 'application/zip' },
    perMinute: 4,
    handle: async ({ viewer, database, accountId, actor }) => {
      if (!viewer.isOwner) throw notAllowed('download the whole account, which only its owner may');
      // There is something of every domain in it.
      refuseUnlessGiven(
        actor,
        knownScopes().filter((scope) => scope.endsWith(':read')),
      );
      return new RawReply(
        200,
        { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="account-${accountId}.zip"` },
        await streamAccount(database, accountId, actor),
      );
    },
  }),
];
