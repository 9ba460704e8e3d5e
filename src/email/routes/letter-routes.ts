import { route, type Route } from '../../app/http.ts';
import { SENDS } from '../../app/scopes.ts';
import { recordFor } from '../../records/index.ts';
import { letterParams, writeLetterBody } from '../schema.ts';
import { writeLetter } from '../write-letter.ts';

export const letterRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/records/:object/:id/letters',
    access: 'user',
    scope: SENDS,
    summary: 'Write a letter to one person',
    params: letterParams,
    body: writeLetterBody,
    perMinute: 60,
    handle: ({ inAccount, actor, viewer, ids, params, body }) =>
      inAccount(async (db) => {
        await recordFor(db, viewer, 'edit', { objectId: params.object, id: params.id });
        const sender = body.from === 'me' ? { from: 'user' as const, userId: viewer.userId } : { from: body.from };
        return writeLetter(db, actor, {
          objectId: params.object,
          recordId: params.id,
          subject: body.subject,
          body: { kind: 'plain', text: body.text },
          sender,
          ids,
        });
      }),
  }),
];
