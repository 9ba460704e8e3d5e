import { accountSettings } from '../../accounts/index.ts';
import { route, type Route } from '../../app/http.ts';
import { announcePresence } from '../announce-presence.ts';
import { fieldHistory } from '../field-history.ts';
import { presentFieldHistory, presentFormerRecord } from '../present-field-history.ts';
import { presentRecord } from '../present.ts';
import { putBack } from '../put-back.ts';
import { readRecord } from '../read-record.ts';
import { recordAsOf } from '../record-as-of.ts';
import { historyQuery, momentQuery, presenceBody, putBackBody, recordFieldParams, recordParams } from '../schema.ts';

export const historyRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/records/:object/:id/presence',
    access: 'user',
    summary: 'Tell the others who have a record open',
    params: recordParams,
    body: presenceBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount((db) => announcePresence(db, actor, { viewer, record: { objectId: params.object, id: params.id }, presence: body })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/fields/:field/history',
    access: 'user',
    summary: 'Read what stood in a field of a record',
    params: recordFieldParams,
    query: historyQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        const history = await fieldHistory(db, viewer, { record, fieldId: params.field, ...query });
        return presentFieldHistory(history, await accountSettings(db));
      }),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/as-of',
    access: 'user',
    summary: 'Read a record as it stood',
    params: recordParams,
    query: momentQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount(async (db) =>
        presentFormerRecord(await recordAsOf(db, viewer, { record: { objectId: params.object, id: params.id }, moment: query })),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/put-back',
    access: 'user',
    summary: 'Put fields of a record back to what stood in them',
    params: recordParams,
    body: putBackBody,
    handle: ({ params, body: { event, side, ...chosen }, inAccount, actor, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        await putBack(db, actor, { viewer, record, moment: { event, side }, ...chosen });
        return presentRecord(await readRecord(db, viewer, record));
      }),
  }),
];
