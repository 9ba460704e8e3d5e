import { route, type Route } from '../../app/http.ts';
import { showDeliverability } from '../deliverability/show-deliverability.ts';
import { deliverabilityQuery } from '../rules/deliverability-schema.ts';

export const deliverabilityRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/deliverability',
    access: 'right:outbox.view',
    summary: 'Show what became of letters by mailbox provider',
    query: deliverabilityQuery,
    perMinute: 60,
    handle: ({ database, accountId, query }) => showDeliverability(database, accountId, query),
  }),
];
