import type { Route } from '../app/http.ts';
import { operatorRoutes } from './routes/operator-routes.ts';
import { permissionRoutes } from './routes/permission-routes.ts';
import { publicRoutes } from './routes/public-routes.ts';
import { sendingRoutes } from './routes/sending-routes.ts';
import { reportRoutes } from './routes/report-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';
import { suppressionRoutes } from './routes/suppression-routes.ts';

export const routes: readonly Route[] = [
  ...permissionRoutes,
  ...settingsRoutes,
  ...sendingRoutes,
  ...suppressionRoutes,
  ...publicRoutes,
  ...reportRoutes,
  ...operatorRoutes,
];
