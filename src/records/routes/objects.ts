import { route, type Route } from '../../app/http.ts';
import { arrangeFields } from '../arrange-fields.ts';
import { arrangeObjects } from '../arrange-objects.ts';
import { createField } from '../create-field.ts';
import { createObject } from '../create-object.ts';
import { createSection } from '../create-section.ts';
import { createTab } from '../create-tab.ts';
import { deleteField } from '../delete-field.ts';
import { deleteObject } from '../delete-object.ts';
import { deleteSection } from '../delete-section.ts';
import { deleteTab } from '../delete-tab.ts';
import { objectShape, objectShapes } from '../object-shapes.ts';
import { presentObject } from '../present.ts';
import { renameSection } from '../rename-section.ts';
import { renameTab } from '../rename-tab.ts';
import {
  fieldBody,
  fieldParams,
  layoutBody,
  newFieldBody,
  newSectionBody,
  objectBody,
  objectOrderBody,
  objectParams,
  sectionBody,
  sectionParams,
  tabBody,
  tabParams,
  wholeObjectBody,
} from '../schema.ts';
import { updateField } from '../update-field.ts';
import { updateObject } from '../update-object.ts';

const STRUCTURE = 'right:fields.manage';

export const objectRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/objects',
    access: 'user',
    summary: 'List the objects with their sections and fields',
    handle: ({ inAccount, viewer }) =>
      inAccount(async (db) => ({ objects: (await objectShapes(db)).map((shape) => presentObject(shape, viewer)) })),
  }),
  route({
    method: 'POST',
    path: '/api/objects',
    access: STRUCTURE,
    summary: 'Make an object',
    body: wholeObjectBody,
    handle: ({ body, inAccount, actor, ids }) => inAccount(async (db) => ({ id: await createObject(db, actor, ids, body) })),
  }),
  route({
    method: 'PUT',
    path: '/api/objects/order',
    access: STRUCTURE,
    summary: 'Arrange the objects',
    body: objectOrderBody,
    handle: ({ body, inAccount, actor }) => inAccount((db) => arrangeObjects(db, actor, body.objects)),
  }),
  route({
    method: 'GET',
    path: '/api/objects/:object',
    access: 'user',
    summary: 'Read an object with its sections and fields',
    params: objectParams,
    handle: ({ params, inAccount, viewer }) => inAccount(async (db) => presentObject(await objectShape(db, params.object), viewer)),
  }),
  route({
    method: 'PATCH',
    path: '/api/objects/:object',
    access: STRUCTURE,
    summary: 'Rename an object',
    params: objectParams,
    body: objectBody,
    handle: ({ params, body, inAccount, actor }) => inAccount((db) => updateObject(db, actor, params.object, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/objects/:object',
    access: STRUCTURE,
    summary: 'Delete an object that has no records',
    params: objectParams,
    handle: ({ params, inAccount, actor }) => inAccount((db) => deleteObject(db, actor, params.object)),
  }),
  route({
    method: 'PUT',
    path: '/api/objects/:object/layout',
    access: STRUCTURE,
    summary: 'Arrange tabs, sections and fields',
    params: objectParams,
    body: layoutBody,
    handle: ({ params, body, inAccount, actor }) =>
      inAccount((db) => arrangeFields(db, actor, { objectId: params.object, layout: body.tabs })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/fields',
    access: STRUCTURE,
    summary: 'Make a field',
    params: objectParams,
    body: newFieldBody,
    handle: ({ params, body, inAccount, actor, ids }) =>
      inAccount(async (db) => ({ id: await createField(db, actor, ids, { ...body, objectId: params.object }) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/objects/:object/fields/:field',
    access: STRUCTURE,
    summary: 'Change a field',
    params: fieldParams,
    body: fieldBody,
    handle: ({ params, body, inAccount, actor }) =>
      inAccount((db) => updateField(db, actor, { ...body, objectId: params.object, id: params.field })),
  }),
  route({
    method: 'DELETE',
    path: '/api/objects/:object/fields/:field',
    access: STRUCTURE,
    summary: 'Delete a field',
    params: fieldParams,
    handle: ({ params, inAccount, actor }) => inAccount((db) => deleteField(db, actor, { objectId: params.object, id: params.field })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/tabs',
    access: STRUCTURE,
    summary: 'Make a tab',
    params: objectParams,
    body: tabBody,
    handle: ({ params, body, inAccount, actor, ids }) =>
      inAccount(async (db) => ({ id: await createTab(db, actor, ids, { objectId: params.object, name: body.name }) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/objects/:object/tabs/:tab',
    access: STRUCTURE,
    summary: 'Rename a tab',
    params: tabParams,
    body: tabBody,
    handle: ({ params, body, inAccount, actor }) =>
      inAccount((db) => renameTab(db, actor, { objectId: params.object, id: params.tab, name: body.name })),
  }),
  route({
    method: 'DELETE',
    path: '/api/objects/:object/tabs/:tab',
    access: STRUCTURE,
    summary: 'Delete a tab; its sections go to the one before it',
    params: tabParams,
    handle: ({ params, inAccount, actor }) => inAccount((db) => deleteTab(db, actor, { objectId: params.object, id: params.tab })),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/sections',
    access: STRUCTURE,
    summary: 'Make a section',
    params: objectParams,
    body: newSectionBody,
    handle: ({ params, body, inAccount, actor, ids }) =>
      inAccount(async (db) => ({ id: await createSection(db, actor, ids, { ...body, objectId: params.object }) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/objects/:object/sections/:section',
    access: STRUCTURE,
    summary: 'Rename a section',
    params: sectionParams,
    body: sectionBody,
    handle: ({ params, body, inAccount, actor }) =>
      inAccount((db) => renameSection(db, actor, { objectId: params.object, id: params.section, name: body.name })),
  }),
  route({
    method: 'DELETE',
    path: '/api/objects/:object/sections/:section',
    access: STRUCTURE,
    summary: 'Delete an empty section',
    params: sectionParams,
    handle: ({ params, inAccount, actor }) => inAccount((db) => deleteSection(db, actor, { objectId: params.object, id: params.section })),
  }),
];
