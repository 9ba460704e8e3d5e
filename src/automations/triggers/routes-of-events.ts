import { route, type Route } from '../../app/http.ts';
import { receiveEvent } from './receive-event.ts';
import { recordOfObjectParams } from '../schema.ts';
import { receiveEventBody } from '../rules/received-event.ts';

export const routesOfEvents: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/records/:object/:id/events',
    access: 'user',
    summary: 'Tell of something that happened to a record, for automations to act on',
    params: recordOfObjectParams,
    body: receiveEventBody,
    handle: ({ inAccount, actor, viewer, params, body }) =>
      inAccount((db) => receiveEvent(db, actor, { viewer, record: { objectId: params.object, id: params.id }, event: body })),
  }),
];
