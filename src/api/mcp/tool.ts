import { z } from 'zod';
import type { AccountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { findRoute, type AskedOfRoute, type RouteName } from '../../app/play-route.ts';
import { allows, scopeOf, TOOLS, type Scopes } from '../../app/scopes.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { ToolArea, ToolEffect } from '../schema.ts';

/** A call of a tool, as the user of the key or app, with that user's rights. */
export interface ToolCall {
  accountId: number;
  viewer: Viewer;
  settings: AccountSettings;
  /** The account's own time when the call began. */
  now: Date;
  baseUrl: string;
  /** Plays one of the tool's routes; refuses what the route refuses. */
  play: <Reply = unknown>(name: RouteName, asked?: AskedOfRoute) => Promise<Reply>;
  /** For names of things (fields, users, tags), which every tool may know. */
  inAccount: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>;
}

export interface Tool {
  name: string;
  title: string;
  description: string;
  area: ToolArea;
  effect: ToolEffect;
  /** Whether doing it twice comes to the same as doing it once. */
  isIdempotent: boolean;
  /** The routes it is made of, whose scopes it needs and whose rights hold. */
  plays: readonly RouteName[];
  /** Whether the account's owner must switch it on first. */
  startsOff: boolean;
  input: z.ZodObject;
  told: z.ZodObject;
  run: (call: ToolCall, input: never) => Promise<unknown>;
}

/** What an answer says of itself: that texts were shortened, or how to go on. */
const note = z.string().optional().describe('What to know about this answer: what was shortened or left out, and how to get it.');

interface Definition<Input extends z.ZodObject, Told extends z.ZodRawShape> {
  name: string;
  title: string;
  description: string;
  area: ToolArea;
  effect?: ToolEffect;
  isIdempotent?: boolean;
  plays: readonly RouteName[];
  startsOff?: boolean;
  input: Input;
  told: Told;
  run: (call: ToolCall, input: z.infer<Input>) => Promise<unknown>;
}

/** Ties a tool's schemas to what it does. What its answer has beyond `told` is left out. */
export function tool<Input extends z.ZodObject, Told extends z.ZodRawShape>(definition: Definition<Input, Told>): Tool {
  const { effect = 'reads', isIdempotent = effect === 'reads', startsOff = false, told, run, ...rest } = definition;
  return { ...rest, effect, isIdempotent, startsOff, told: z.object({ ...told, note }), run: run as Tool['run'] };
}

/** Every scope that a key or app needs for a tool. */
export function scopesOf({ plays }: Pick<Tool, 'plays'>): string[] {
  const ofRoutes = plays.map((name) => {
    const found = findRoute(name);
    if (!found) throw new Error(`There is no route ${name}.`);
    return scopeOf(found.area, found.route);
  });
  return [...new Set([TOOLS, ...ofRoutes])];
}

/** Which of the scopes that a tool needs these do not hold. */
export const scopesMissing = (tool: Pick<Tool, 'plays'>, scopes: Scopes | undefined): string[] =>
  scopesOf(tool).filter((needed) => !allows(scopes, needed));
