import { route, type Route } from '../app/http.ts';
import { listChoices } from './choices-for.ts';
import { chooseNotifications } from './choose-notifications.ts';
import { listNotifications } from './list-notifications.ts';
import { readNotifications } from './read-notifications.ts';
import { choicesBody, notificationsQuery, readBody } from './schema.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/notifications',
    access: 'user',
    summary: 'List what you were told of',
    query: notificationsQuery,
    handle: ({ query, inAccount, viewer }) => inAccount((db) => listNotifications(db, viewer, query)),
  }),
  route({
    method: 'POST',
    path: '/api/notifications/read',
    access: 'user',
    summary: 'Mark what you were told of as read',
    body: readBody,
    handle: ({ body, inAccount, viewer }) => inAccount((db) => readNotifications(db, viewer.userId, body)),
  }),
  route({
    method: 'GET',
    path: '/api/notifications/choices',
    access: 'user',
    summary: 'Read how you are told of what',
    handle: ({ inAccount, viewer }) => inAccount(async (db) => ({ choices: await listChoices(db, viewer.userId) })),
  }),
  route({
    method: 'PUT',
    path: '/api/notifications/choices',
    access: 'user',
    summary: 'Choose how you are told of what',
    body: choicesBody,
    handle: ({ body, inAccount, viewer }) =>
      inAccount(async (db) => {
        await chooseNotifications(db, viewer.userId, body.choices);
        return { choices: await listChoices(db, viewer.userId) };
      }),
  }),
];
