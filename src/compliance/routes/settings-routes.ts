import { route, type Route } from '../../app/http.ts';
import { presentTopic } from '../present.ts';
import { countedTopics } from '../queries/topics.ts';
import { permissionSettingsBody } from '../rules/settings-schema.ts';
import { arrangeTopicsBody, createTopicBody, topicParams, updateTopicBody } from '../rules/topic-schema.ts';
import { arrangeTopics } from '../topics/arrange-topics.ts';
import { createTopic } from '../topics/create-topic.ts';
import { updateTopic } from '../topics/update-topic.ts';
import { permissionSettings, updatePermissionSettings } from '../update-permission-settings.ts';

export const settingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/permission-settings',
    access: 'user',
    summary: 'Say how the account asks for permission',
    handle: ({ inAccount }) => inAccount(permissionSettings),
  }),
  route({
    method: 'PATCH',
    path: '/api/permission-settings',
    access: 'right:settings.manage',
    summary: 'Set how the account asks for permission',
    body: permissionSettingsBody,
    handle: ({ inAccount, actor, body }) =>
      inAccount(async (db) => {
        await updatePermissionSettings(db, actor, body);
        return permissionSettings(db);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/topics',
    access: 'user',
    summary: 'List what the account writes about',
    handle: ({ inAccount }) => inAccount(async (db) => (await countedTopics(db)).map(presentTopic)),
  }),
  route({
    method: 'POST',
    path: '/api/topics',
    access: 'right:settings.manage',
    summary: 'Make a topic',
    body: createTopicBody,
    handle: ({ inAccount, actor, body, ids }) => inAccount(async (db) => ({ id: await createTopic(db, actor, ids, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/topics/arrange',
    access: 'right:settings.manage',
    summary: 'Put topics in order',
    body: arrangeTopicsBody,
    handle: ({ inAccount, body }) => inAccount((db) => arrangeTopics(db, body.ids)),
  }),
  route({
    method: 'PATCH',
    path: '/api/topics/:id',
    access: 'right:settings.manage',
    summary: 'Change, archive or take up a topic',
    params: topicParams,
    body: updateTopicBody,
    handle: ({ inAccount, actor, params, body }) => inAccount((db) => updateTopic(db, actor, params.id, body)),
  }),
];
