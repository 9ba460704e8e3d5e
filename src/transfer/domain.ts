import type { Domain } from '../app/kernel/domain.ts';
import { actions } from './bulk/actions.ts';
import { DUPLICATE_KINDS, followDuplicates } from './duplicates/follow-duplicates.ts';
import { mergers } from './duplicates/mergers.ts';
import { commands } from './commands.ts';
import { TRANSFER_EVENTS } from './events.ts';
import { jobs } from './jobs.ts';
import { bulkLoop, duplicatesLoop, importLoop, sweepLoop, sourceLoop } from './loops.ts';
import { notices } from './notices.ts';
import { personalData } from './personal-data.ts';
import { nextSourceDue } from './queries/sources.ts';
import { routes } from './routes.ts';
import { duplicateRoutes } from './routes/duplicates.ts';
import { archiveRoutes } from './routes/archive.ts';

export const transfer: Domain = {
  name: 'transfer',
  events: TRANSFER_EVENTS,
  routes: [...routes, ...archiveRoutes, ...duplicateRoutes],
  jobs,
  loops: [importLoop, bulkLoop, duplicatesLoop, sweepLoop, sourceLoop],
  followers: [{ name: 'transfer.duplicates', kinds: DUPLICATE_KINDS, mayLag: true, follow: followDuplicates }],
  actions,
  mergers,
  personalData,
  commands,
  notices,
  nextDue: nextSourceDue,
};
