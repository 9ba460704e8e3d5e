import { RawReply, route, type Route } from '../app/http.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { eraseSchema, personParams } from './schema.ts';

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/privacy/erasures',
    access: 'right:privacy.erase',
    summary: 'Erase a person for good',
    body: eraseSchema,
    handle: ({ inAccount, actor, viewer, body }) =>
      inAccount((db) => erasePerson(db, actor, viewer, { objectId: body.object, id: body.id })),
  }),
  route({
    method: 'GET',
    path: '/api/privacy/people/:object/:id/access.json',
    access: 'right:privacy.erase',
    summary: 'Hand out all that is kept about a person',
    answers: { 200: 'application/json' },
    params: personParams,
    async handle({ inAccount, actor, viewer, params }) {
      const held = await inAccount((db) => exportPerson(db, actor, viewer, { objectId: params.object, id: params.id }));
      const headers = { 'content-type': 'application/json', 'content-disposition': 'attachment; filename="access.json"' };
      return new RawReply(200, headers, JSON.stringify(held, null, 2));
    },
  }),
];
