import { route, type Route } from '../app/http.ts';
import { listTools } from './mcp/list-tools.ts';
import { switchTools } from './mcp/switch-tools.ts';
import { switchToolsBody } from './schema.ts';

const access = 'right:settings.manage' as const;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/tools',
    access,
    summary: 'List the tools that assistants may call, and whether each is on',
    handle: ({ inAccount }) => inAccount(listTools),
  }),
  route({
    method: 'PATCH',
    path: '/api/tools',
    access,
    summary: 'Switch tools on or off, one by one or all at once',
    body: switchToolsBody,
    handle: ({ inAccount, actor, body }) =>
      inAccount(async (db) => {
        await switchTools(db, actor, body);
        return listTools(db);
      }),
  }),
];
