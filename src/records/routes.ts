import type { Route } from '../app/http.ts';
import { fileRoutes } from './routes/files.ts';
import { historyRoutes } from './routes/history.ts';
import { noteRoutes } from './routes/notes.ts';
import { objectRoutes } from './routes/objects.ts';
import { recordRoutes } from './routes/records.ts';
import { relationRoutes } from './routes/relations.ts';
import { resourceRoutes } from './routes/resources.ts';
import { sortableRoutes } from './routes/sortable.ts';
import { structureRoutes } from './routes/structure.ts';
import { tagRoutes } from './routes/tags.ts';
import { taskTemplateRoutes } from './routes/task-templates.ts';
import { taskRoutes } from './routes/tasks.ts';

export const routes: readonly Route[] = [
  ...objectRoutes,
  ...tagRoutes,
  ...structureRoutes,
  ...sortableRoutes,
  ...resourceRoutes,
  ...recordRoutes,
  ...relationRoutes,
  ...fileRoutes,
  ...noteRoutes,
  ...taskRoutes,
  ...taskTemplateRoutes,
  ...historyRoutes,
];
