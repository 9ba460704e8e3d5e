import { z } from 'zod';
import { route, type Route } from '../app/http.ts';
import { removeSample } from './remove-sample.ts';
import { resetSample } from './reset-sample.ts';

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/sample',
    access: 'right:settings.manage',
    summary: 'Put a fresh sample business beside this account',
    body: z.object({}),
    handle: async ({ database, actor, accountId }) => ({ accountId: await resetSample(database, actor, accountId) }),
  }),
  route({
    method: 'DELETE',
    path: '/api/sample',
    access: 'right:settings.manage',
    summary: 'Remove the sample business beside this account',
    handle: ({ inAccount, actor }) => inAccount((db) => removeSample(db, actor)),
  }),
];
