import { route, type Route } from '../../app/http.ts';
import { askSortable, sortableState } from '../ask-sortable.ts';
import { fieldParams } from '../schema.ts';

const path = '/api/objects/:object/fields/:field/sortable';

export const sortableRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path,
    access: 'user',
    summary: 'See how far making a field sortable has come',
    params: fieldParams,
    handle: ({ params, inAccount, viewer }) => inAccount((db) => sortableState(db, { viewer, objectId: params.object, id: params.field })),
  }),
  route({
    method: 'POST',
    path,
    access: 'user',
    summary: 'Have a field made sortable',
    params: fieldParams,
    handle: ({ params, inAccount, actor, viewer }) =>
      inAccount((db) => askSortable(db, actor, { viewer, objectId: params.object, id: params.field })),
  }),
];
