import { z } from 'zod';

/** What tools are about, in the order they are shown. */
export const TOOL_AREAS = [
  'account',
  'records',
  'tags',
  'groups',
  'notes',
  'tasks',
  'automations',
  'messages',
  'reports',
  'forms',
  'inbox',
] as const;
export type ToolArea = (typeof TOOL_AREAS)[number];

/** What a tool may do: look, change, take away, or let mail leave. */
export const TOOL_EFFECTS = ['reads', 'changes', 'removes', 'sends'] as const;
export type ToolEffect = (typeof TOOL_EFFECTS)[number];

export const toolParams = z.object({ name: z.string().regex(/^[a-z_]{1,60}$/, 'There is no such tool.') });
export const switchBody = z.strictObject({ isOn: z.boolean('Say whether it is on.') });

/** A tool as the account's owner sees it. */
export interface ToolLine {
  name: string;
  title: string;
  description: string;
  area: ToolArea;
  effect: ToolEffect;
  isOn: boolean;
  /** Whether it is on unless somebody switches it. */
  isOnAtFirst: boolean;
  scopes: readonly string[];
  lastUsedAt: string | null;
}

export interface ToolSettings {
  /** Whether any tool may be called at all. */
  isOpen: boolean;
  /** Where assistants connect. */
  address: string;
  tools: readonly ToolLine[];
}
