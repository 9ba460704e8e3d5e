import { accountTools } from './tools/account-tools.ts';
import { automationTools } from './tools/automation-tools.ts';
import { changingTools } from './tools/changing-tools.ts';
import { formTools } from './tools/form-tools.ts';
import { groupTools } from './tools/group-tools.ts';
import { inboxTools } from './tools/inbox-tools.ts';
import { messageTools } from './tools/message-tools.ts';
import { noteTools } from './tools/note-tools.ts';
import { readingTools } from './tools/reading-tools.ts';
import { relationTools } from './tools/relation-tools.ts';
import { reportTools } from './tools/report-tools.ts';
import { sendingTools } from './tools/sending-tools.ts';
import { standingTools } from './tools/standing-tools.ts';
import { tagTools } from './tools/tag-tools.ts';
import { taskTools } from './tools/task-tools.ts';
import type { Tool } from './tool.ts';

const ALL: readonly Tool[] = [
  ...accountTools,
  ...readingTools,
  ...changingTools,
  ...relationTools,
  ...tagTools,
  ...groupTools,
  ...noteTools,
  ...taskTools,
  ...automationTools,
  ...standingTools,
  ...messageTools,
  ...sendingTools,
  ...reportTools,
  ...formTools,
  ...inboxTools,
];
const BY_NAME: ReadonlyMap<string, Tool> = new Map(ALL.map((tool) => [tool.name, tool]));

export const allTools = (): readonly Tool[] => ALL;
export const toolNamed = (name: string): Tool | undefined => BY_NAME.get(name);
