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

/** `isOpen`: whether any tool may be called; `switches`: which tools are on, by name. */
export const switchToolsBody = z.strictObject({
  isOpen: z.boolean('Say whether tools may be called.').optional(),
  switches: z.record(z.string().max(60), z.boolean('Say whether it is on.')).optional(),
});
export type SwitchTools = z.infer<typeof switchToolsBody>;

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
