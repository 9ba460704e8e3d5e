import type { Route } from '../app/http.ts';
import { broadcastRoutes } from './routes/broadcast-routes.ts';
import { checkRoutes } from './routes/check-routes.ts';
import { deliverabilityRoutes } from './routes/deliverability-routes.ts';
import { letterRoutes } from './routes/letter-routes.ts';
import { inboundRoutes } from './routes/inbound-routes.ts';
import { messageRoutes } from './routes/message-routes.ts';
import { outboxRoutes } from './routes/outbox-routes.ts';
import { sendingDomainRoutes } from './routes/sending-domain-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';
import { trackingRoutes } from './routes/tracking-routes.ts';
import { transportRoutes } from './routes/transport-routes.ts';
import { versionRoutes } from './routes/version-routes.ts';

export const routes: readonly Route[] = [
  ...messageRoutes,
  ...versionRoutes,
  ...checkRoutes,
  ...broadcastRoutes,
  ...letterRoutes,
  ...outboxRoutes,
  ...settingsRoutes,
  ...transportRoutes,
  ...sendingDomainRoutes,
  ...inboundRoutes,
  ...deliverabilityRoutes,
  ...trackingRoutes,
];
