import type { Route } from '../app/http.ts';
import { formRoutes } from './routes/form-routes.ts';
import { pageRoutes } from './routes/page-routes.ts';
import { publicRoutes } from './routes/public-routes.ts';

export const routes: readonly Route[] = [...formRoutes, ...publicRoutes, ...pageRoutes];
