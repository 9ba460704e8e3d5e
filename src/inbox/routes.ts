import type { Route } from '../app/http.ts';
import { changeRoutes } from './routes/change-routes.ts';
import { conversationRoutes } from './routes/conversation-routes.ts';
import { listRoutes } from './routes/list-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';

export const routes: readonly Route[] = [...settingsRoutes, ...listRoutes, ...changeRoutes, ...conversationRoutes];
