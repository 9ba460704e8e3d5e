import type { Route } from '../app/http.ts';
import { assetRoutes } from './routes/assets.ts';
import { brandRoutes } from './routes/brand.ts';
import { savedBlockRoutes } from './routes/saved-blocks.ts';
import { templateRoutes } from './routes/templates.ts';

export const routes: readonly Route[] = [...brandRoutes, ...savedBlockRoutes, ...assetRoutes, ...templateRoutes];
