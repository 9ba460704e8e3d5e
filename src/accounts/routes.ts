import type { Route } from '../app/http.ts';
import { accountRoutes } from './routes/account.ts';
import { appRoutes } from './routes/apps.ts';
import { identityRoutes } from './routes/identity.ts';
import { keyRoutes } from './routes/keys.ts';
import { oauthRoutes } from './routes/oauth.ts';
import { operatorRoutes } from './routes/operator.ts';
import { pageTokenRoutes } from './routes/page-tokens.ts';

export const routes: readonly Route[] = [
  ...identityRoutes,
  ...accountRoutes,
  ...keyRoutes,
  ...pageTokenRoutes,
  ...appRoutes,
  ...oauthRoutes,
  ...operatorRoutes,
];
