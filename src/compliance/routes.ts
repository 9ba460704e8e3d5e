import type { Route } from '../app/http.ts';
import { permissionRoutes } from './routes/permission-routes.ts';
import { publicRoutes } from './routes/public-routes.ts';
import { sendingRoutes } from './routes/sending-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';

export const routes: readonly Route[] = [...permissionRoutes, ...settingsRoutes, ...sendingRoutes, ...publicRoutes];
