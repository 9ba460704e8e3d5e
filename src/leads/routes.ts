import type { Route } from '../app/http.ts';
import { routerRoutes } from './routes-of-routers.ts';
import { scoreRoutes } from './routes-of-scores.ts';

export const routes: readonly Route[] = [...scoreRoutes, ...routerRoutes];
