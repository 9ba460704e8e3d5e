import { z } from 'zod';
import { route, type Route } from '../app/http.ts';
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
];
