import { accountSettings, installationOf } from '../../accounts/index.ts';
import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { log } from '../../app/log.ts';
import { routePlayer, type Playing } from '../../app/play-route.ts';
import { asProblem } from '../../app/problems.ts';
import { refuseUnlessScoped } from '../../app/scopes.ts';
import { recordEvent } from '../../ledger/index.ts';
import { toolCalled } from '../events.ts';
import { noteUse } from './queries/tools.ts';
import { bounded } from './rules/bounded.ts';
import { numbersIn } from './rules/numbers-in.ts';
import { scopesMissing, type Tool, type ToolCall } from './tool.ts';
import { refuseUnlessOn, switchesOf } from './tools-of-account.ts';

export interface Calling {
  database: Database;
  caller: Playing['caller'];
  requestId: string;
}

export type Ended = { told: Record<string, unknown> } | { problem: Problem };

/**
 * Calls a tool as the user of the key or app: one event of the ledger whatever comes of it, which is the cause of all that it changes. A tool that changes
 * something does so in one transaction with that event; one that only reads holds none open for longer than a route does. Gives the answer or the
 * refusal, and never throws.
 */
export async function runTool(calling: Calling, tool: Tool, given: unknown): Promise<Ended> {
  try {
    for (const needed of scopesMissing(tool, calling.caller.scopes)) refuseUnlessScoped(calling.caller.scopes, needed);
    const input = tool.input.parse(given ?? {});
    return { told: bounded(tool.told.parse(await resultOf(calling, tool, input))) };
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 500) log.error({ requestId: calling.requestId, tool: tool.name, err: error }, 'tool failed');
    await noteRefusal(calling, tool, { given, problem });
    return { problem };
  }
}

async function resultOf(calling: Calling, tool: Tool, input: unknown): Promise<unknown> {
  const { database, caller } = calling;
  const inAccount: ToolCall['inAccount'] = (work) => database.account(caller.seat.accountId, work);
  if (tool.effect !== 'reads') {
    return inAccount(async (db) => {
      refuseUnlessOn(await switchesOf(db), tool);
      const causeId = await noteCall(db, calling, tool, { given: input });
      return asSent(await tool.run(await callOf(calling, tool, { db, causeId, inAccount: (work) => work(db) }), input as never));
    });
  }
  const call = await inAccount(async (db) => {
    refuseUnlessOn(await switchesOf(db), tool);
    return callOf(calling, tool, { db, inAccount });
  });
  const result = asSent(await tool.run(call, input as never));
  await inAccount((db) => noteCall(db, calling, tool, { given: input }));
  return result;
}

/** Things as they go over the wire: times are texts. */
const asSent = (result: unknown): unknown => JSON.parse(JSON.stringify(result ?? {}));

async function callOf(
  { database, caller, requestId }: Calling,
  tool: Tool,
  { db, causeId, inAccount }: { db: AccountDb; causeId?: number; inAccount: ToolCall['inAccount'] },
): Promise<ToolCall> {
  const { scopes } = caller.seat.actor;
  const actor: Actor = { type: 'tool', id: tool.name, requestId, scopes, ...(causeId === undefined ? {} : { causeId }) };
  const play = routePlayer({ database, caller, requestId, actor, inAccount });
  return {
    accountId: caller.seat.accountId,
    viewer: caller.seat.viewer,
    settings: await accountSettings(db),
    now: db.now,
    baseUrl: installationOf(database).baseUrl,
    inAccount,
    async play(name, asked) {
      if (!tool.plays.includes(name)) throw new Error(`The tool ${tool.name} does not say that it plays ${name}.`);
      return asSent(await play(name, asked)) as never;
    },
  };
}

/** One event for the call. Gives its id. */
async function noteCall(
  db: AccountDb,
  calling: Calling,
  tool: Tool,
  { given, problem }: { given: unknown; problem?: Problem },
): Promise<number> {
  const { seat } = calling.caller;
  const data = {
    by: { type: seat.actor.type, id: seat.actor.id },
    userId: seat.viewer.userId,
    outcome: problem ? 'refused' : 'ok',
    ...(problem ? { code: problem.code } : {}),
    asked: numbersIn(given),
  };
  await noteUse(db, tool.name);
  return recordEvent(db, { type: 'tool', id: tool.name, requestId: calling.requestId }, { kind: toolCalled, data });
}

/** After the transaction of the call was undone. A call that cannot even be noted is told all the same. */
async function noteRefusal(calling: Calling, tool: Tool, what: { given: unknown; problem: Problem }): Promise<void> {
  await calling.database
    .account(calling.caller.seat.accountId, (db) => noteCall(db, calling, tool, what))
    .catch((error: unknown) => log.error({ requestId: calling.requestId, tool: tool.name, err: error }, 'call of a tool not noted'));
}
