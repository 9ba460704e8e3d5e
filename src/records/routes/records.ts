import { accountSettings } from '../../accounts/index.ts';
import { route, type Route } from '../../app/http.ts';
import { consequences } from '../consequences.ts';
import { discardRecord } from '../discard-record.ts';
import { editRecord } from '../edit-record.ts';
import { enterRecord } from '../enter-record.ts';
import { listBin } from '../list-bin.ts';
import { presentEvent, presentRecord } from '../present.ts';
import { readRecord } from '../read-record.ts';
import { recoverRecord } from '../recover-record.ts';
import { relatedRecords } from '../related-records.ts';
import {
  binQuery,
  editRecordBody,
  enterRecordBody,
  eventParams,
  objectParams,
  recordParams,
  tagBody,
  tagParams,
  timelineQuery,
} from '../schema.ts';
import { tagOneRecord } from '../tag-one-record.ts';
import { timeline } from '../timeline.ts';
import { untagOneRecord } from '../untag-one-record.ts';

export const recordRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/records/:object',
    access: 'user',
    summary: 'Create a record',
    params: objectParams,
    body: enterRecordBody,
    handle: ({ params, body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => {
        const id = await enterRecord(db, actor, { viewer, ids, entered: { ...body, objectId: params.object } });
        return { id };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/bin',
    access: 'user',
    summary: 'List what lies in the bin',
    params: objectParams,
    query: binQuery,
    handle: ({ params, query, inAccount, viewer }) => inAccount((db) => listBin(db, viewer, { ...query, objectId: params.object })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id',
    access: 'user',
    summary: 'Read a record',
    params: recordParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => presentRecord(await readRecord(db, viewer, { objectId: params.object, id: params.id }))),
    version: ({ version }) => version,
  }),
  route({
    method: 'PATCH',
    path: '/api/records/:object/:id',
    access: 'user',
    summary: 'Change a record',
    params: recordParams,
    body: editRecordBody,
    ifMatch: true,
    handle: ({ params, body, versionMeant, inAccount, actor, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        await editRecord(db, actor, { viewer, edit: { ...body, ...record, versionMeant } });
        return presentRecord(await readRecord(db, viewer, record));
      }),
  }),
  route({
    method: 'DELETE',
    path: '/api/records/:object/:id',
    access: 'user',
    summary: 'Put a record into the bin',
    params: recordParams,
    ifMatch: true,
    handle: ({ params, versionMeant, inAccount, actor, viewer }) =>
      inAccount((db) => discardRecord(db, actor, { viewer, record: { objectId: params.object, id: params.id }, versionMeant })),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/restore',
    access: 'user',
    summary: 'Take a record out of the bin',
    params: recordParams,
    handle: ({ params, inAccount, actor, viewer }) =>
      inAccount((db) => recoverRecord(db, actor, { viewer, record: { objectId: params.object, id: params.id } })),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/tags',
    access: 'user',
    summary: 'Add a tag to a record',
    params: recordParams,
    body: tagBody,
    handle: ({ params, body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => ({
        id: await tagOneRecord(db, actor, { viewer, ids, record: { objectId: params.object, id: params.id }, tag: body.name }),
      })),
  }),
  route({
    method: 'DELETE',
    path: '/api/records/:object/:id/tags/:tag',
    access: 'user',
    summary: 'Take a tag off a record',
    params: tagParams,
    handle: ({ params, inAccount, actor, viewer }) =>
      inAccount((db) => untagOneRecord(db, actor, { viewer, record: { objectId: params.object, id: params.id }, tagId: params.tag })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/related',
    access: 'user',
    summary: 'List the records that point to this one',
    params: recordParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => ({ relations: await relatedRecords(db, viewer, { objectId: params.object, id: params.id }) })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/timeline',
    access: 'user',
    summary: 'Read what happened to a record',
    params: recordParams,
    query: timelineQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        const { events, next } = await timeline(db, viewer, { ...query, kinds: query.kinds?.split(','), record });
        const settings = await accountSettings(db);
        return { events: events.map((event) => presentEvent(event, settings)), next };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/events/:id/consequences',
    access: 'user',
    summary: 'Read what an event led to',
    params: eventParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => {
        const events = await consequences(db, viewer, params.id);
        const settings = await accountSettings(db);
        return { events: events.map((event) => presentEvent(event, settings)) };
      }),
  }),
];
