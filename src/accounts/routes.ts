import type { Route } from '../app/http.ts';
import { accountRoutes } from './routes/account.ts';
import { identityRoutes } from './routes/identity.ts';
import { keyRoutes } from './routes/keys.ts';
import { operatorRoutes } from './routes/operator.ts';

export const routes: readonly Route[] = [...identityRoutes, ...accountRoutes, ...keyRoutes, ...operatorRoutes];
