import type { Route } from '../app/http.ts';
import { broadcastRoutes } from './routes/broadcast-routes.ts';
import { letterRoutes } from './routes/letter-routes.ts';
import { messageRoutes } from './routes/message-routes.ts';
import { outboxRoutes } from './routes/outbox-routes.ts';
import { sendingDomainRoutes } from './routes/sending-domain-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';
import { trackingRoutes } from './routes/tracking-routes.ts';

export const routes: readonly Route[] = [
  ...messageRoutes,
  ...broadcastRoutes,
  ...letterRoutes,
  ...outboxRoutes,
  ...settingsRoutes,
  ...sendingDomainRoutes,
  ...trackingRoutes,
];
