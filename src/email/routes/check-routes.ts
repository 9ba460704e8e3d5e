import { route, type Route } from '../../app/http.ts';
import { askOutside } from '../checks/ask-outside.ts';
import { messageParams } from '../schema.ts';

export const checkRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/messages/:id/checks/outside',
    access: 'right:messages.manage',
    summary: 'Ask servers whether the links of a message lead anywhere, and what a spam filter thinks of it',
    params: messageParams,
    perMinute: 20,
    handle: ({ database, accountId, params }) => askOutside(database, accountId, params.id),
  }),
];
