import type { Route } from '../app/http.ts';
import { accountRoutes } from './routes/account.ts';
import { identityRoutes } from './routes/identity.ts';
import { operatorRoutes } from './routes/operator.ts';

export const routes: readonly Route[] = [...identityRoutes, ...accountRoutes, ...operatorRoutes];
