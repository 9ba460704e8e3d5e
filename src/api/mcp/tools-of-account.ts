import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { toolRows, toolsAreOpen, type ToolRow } from './queries/tools.ts';
import type { Tool } from './tool.ts';

/** How an account's tools are switched. */
export interface Switches {
  isOpen: boolean;
  rows: ReadonlyMap<string, ToolRow>;
}

export async function switchesOf(db: AccountDb): Promise<Switches> {
  return { isOpen: await toolsAreOpen(db), rows: new Map((await toolRows(db)).map((row) => [row.name, row])) };
}

/** Whether a tool is switched on, whether or not all are closed. */
export const isOn = ({ rows }: Switches, tool: Tool): boolean => rows.get(tool.name)?.is_on ?? !tool.startsOff;

/** Refuses a call where the owner has closed all tools, or switched this one off. */
export function refuseUnlessOn(switches: Switches, tool: Tool): void {
  if (!switches.isOpen)
    throw new Problem('tools_closed', 'The owner of this account has switched tools off. Ask them to switch tools on in the settings.', {
      status: 403,
    });
  if (!isOn(switches, tool))
    throw new Problem('tool_off', `The tool ${tool.name} is switched off in this account. Ask its owner to switch it on in the settings.`, {
      status: 403,
    });
}
