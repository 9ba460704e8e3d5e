import type { Route } from '../app/http.ts';
import { routesOfRouters } from './routes-of-routers.ts';
import { routesOfScores } from './routes-of-scores.ts';

export const routes: readonly Route[] = [...routesOfScores, ...routesOfRouters];
