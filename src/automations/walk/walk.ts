import type { AccountDb } from '../../app/db.ts';
import type { Action, NextIds } from '../../app/kernel/domain.ts';
import type { RecordRow } from '../../records/index.ts';
import type { Rehearsed } from '../queries/automations.ts';
import type { CompiledMap } from '../rules/compiled-map.ts';
import { ARRIVED, type Flow } from '../queries/flows.ts';
import type { ClaimedPosition, Rest } from '../queries/positions.ts';
import type { Step } from '../schema.ts';

/** One record on its way over the map within one move. */
export interface Traveller {
  position: ClaimedPosition;
  path: number[];
  /** The exit taken from each step of the path; null where it came to rest or ended. */
  exits: (number | null)[];
  /** Where it had been waiting, and the exit it has now taken from there. */
  from?: { step: number; exit: number };
  /** Born of a fork in this move: its place is not written anywhere yet. */
  isCopy?: boolean;
}

/** What a walk needs to know of its surroundings. */
export interface WalkContext {
  db: AccountDb;
  automationId: number;
  rehearsed: Rehearsed | undefined;
  objectId: number;
  timeZone: string;
  /** The account's calendar day. */
  today: string;
  actions: ReadonlyMap<string, Action>;
  ids: NextIds;
  /** The exit everybody takes from a split whose winner was chosen. */
  winners: ReadonlyMap<number, number>;
  /** Which of these records match; throws a Problem when the criteria cannot be compiled. */
  matching: (criteria: unknown, recordIds: readonly number[]) => Promise<ReadonlySet<number>>;
  /** The first of several criteria that each record matches, by its place; those that match none are left out. Throws as `matching`. */
  firstMatching: (criteria: readonly unknown[], recordIds: readonly number[]) => Promise<ReadonlyMap<number, number>>;
  /** Whether who matches may change without an event on the record itself. */
  changesUnseen: (criteria: unknown) => boolean;
  /** Records as they are now, after what the walk has done to them. */
  records: (recordIds: readonly number[]) => Promise<ReadonlyMap<number, RecordRow>>;
  /** The field of the object in which each record's own time zone stands. */
  zoneFieldId: number | undefined;
  /** Zones of users who have one of their own. */
  zonesOfUsers: () => Promise<ReadonlyMap<number, string>>;
}

/** Where everybody came to rest, and what flowed over which step. */
export interface Walked {
  version: number;
  ended: Traveller[];
  rested: (Rest & { traveller: Traveller })[];
  flows: Flow[];
}

/** A walk under way. */
export interface Walk extends WalkContext {
  compiled: CompiledMap;
  version: number;
  /** Who is about to take each step. */
  before: Map<number, Traveller[]>;
  ended: Traveller[];
  rested: Walked['rested'];
  flows: Map<string, Flow>;
}

/** Leaves a step by an exit, to come to the step behind it; where there is none the path ends. */
export function goOn(walk: Walk, step: Step, exit: number, travellers: readonly Traveller[]): void {
  if (travellers.length === 0) return;
  count(walk, step.id, exit, travellers.length);
  for (const traveller of travellers) {
    if (traveller.path.length > 0) traveller.exits[traveller.path.length - 1] = exit;
    else traveller.from = { step: step.id, exit };
  }
  const next = step.next[exit] ?? null;
  if (next === null) walk.ended.push(...travellers);
  else come(walk, next, travellers);
}

/** Stands before a step, to take it together with all others who come there. */
export function come(walk: Walk, stepId: number, travellers: readonly Traveller[]): void {
  const there = walk.before.get(stepId);
  if (there) there.push(...travellers);
  else walk.before.set(stepId, [...travellers]);
}

/** Comes to a step: it is on the path from now on, and counted. */
export function arrive(walk: Walk, step: Step, travellers: readonly Traveller[]): void {
  for (const { path, exits } of travellers) {
    path.push(step.id);
    exits.push(null);
  }
  count(walk, step.id, ARRIVED, travellers.length);
}

export function count(walk: Walk, stepId: number, exit: number, records: number): void {
  if (records === 0) return;
  const key = `${stepId}:${exit}`;
  const flow = walk.flows.get(key);
  if (flow) flow.records += records;
  else walk.flows.set(key, { stepId, exit, records });
}

/** Comes to rest, until `dueAt` or, where that is undefined, until something else decides. */
export function rest(walk: Walk, traveller: Traveller, where: Pick<Rest, 'stepId' | 'state' | 'dueAt' | 'failure'>): void {
  const { position, path } = traveller;
  // Who only looked again whether it may go on has not moved.
  const moved = path.length > 0 || traveller.from !== undefined || where.state === 'failed' || where.stepId !== position.step_id;
  walk.rested.push({ ...where, traveller, position, moved, version: walk.version, passes: position.passes });
}

/** Sets a record aside on a step, with a sentence that people can read. */
export const setAside = (walk: Walk, traveller: Traveller, stepId: number, failure: string): void =>
  rest(walk, traveller, { stepId, state: 'failed', dueAt: undefined, failure });

export function setAllAside(walk: Walk, travellers: readonly Traveller[], stepId: number, failure: string): void {
  for (const traveller of travellers) setAside(walk, traveller, stepId, failure);
}

export const recordsOf = (travellers: readonly Traveller[]): number[] => travellers.map(({ position }) => position.record_id);

/** Things by what `keyOf` says of each, in the order in which they first come. */
export function groupedBy<Thing, Key>(things: readonly Thing[], keyOf: (thing: Thing) => Key): Map<Key, Thing[]> {
  const groups = new Map<Key, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
