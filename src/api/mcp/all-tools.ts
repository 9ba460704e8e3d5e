import { accountTools } from './tools/account-tools.ts';
import { automationTools } from './tools/automation-tools.ts';
import { changingTools } from './tools/changing-tools.ts';
import { messageTools } from './tools/message-tools.ts';
import { noteTools, taskTools } from './tools/note-tools.ts';
import { readingTools } from './tools/reading-tools.ts';
import { formTools, inboxTools, reportTools } from './tools/report-tools.ts';
import { tagTools } from './tools/tag-tools.ts';
import type { Tool } from './tool.ts';

const ALL: readonly Tool[] = [
  ...accountTools,
  ...readingTools,
  ...changingTools,
  ...tagTools,
  ...noteTools,
  ...taskTools,
  ...automationTools,
  ...messageTools,
  ...reportTools,
  ...formTools,
  ...inboxTools,
];
const BY_NAME: ReadonlyMap<string, Tool> = new Map(ALL.map((tool) => [tool.name, tool]));

export const allTools = (): readonly Tool[] => ALL;
export const toolNamed = (name: string): Tool | undefined => BY_NAME.get(name);
