import { installationOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { ToolSettings } from '../schema.ts';
import { allTools } from './all-tools.ts';
import { scopesOf } from './tool.ts';
import { isOn, switchesOf } from './tools-of-account.ts';

/** Every tool with what it may do, whether it is on, and when it was last called. */
export async function listTools(db: AccountDb): Promise<ToolSettings> {
  const switches = await switchesOf(db);
  return {
    isOpen: switches.isOpen,
    address: `${installationOf(db.database).baseUrl}/mcp`,
    tools: allTools().map((tool) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      area: tool.area,
      effect: tool.effect,
      isOn: isOn(switches, tool),
      isOnAtFirst: !tool.startsOff,
      scopes: scopesOf(tool),
      lastUsedAt: switches.rows.get(tool.name)?.last_used_at?.toISOString() ?? null,
    })),
  };
}
