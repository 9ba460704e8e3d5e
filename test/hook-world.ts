import { afterAll, beforeAll } from 'vitest';
import { goLive, prepareInstallation } from '../src/accounts/index.ts';
import type { AccountDb } from '../src/app/db.ts';
import { makeAccount, type TestSeat } from './factories.ts';
import type { TestDatabase } from './harness.ts';
import { startHookServer, type HookServer } from './hook-server.ts';

/** A program that takes webhooks, and an account that has gone live and may send them to this machine. */
export interface HookWorld {
  hooks: HookServer;
  seat: TestSeat;
  inside: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>;
}

/** One for all tests of a file; it is there once they begin. */
export function hookWorld(test: TestDatabase): HookWorld {
  const world = {
    inside: (work) => test.database.account(world.seat.accountId, work),
  } as HookWorld;
  beforeAll(async () => {
    world.hooks = await startHookServer();
    prepareInstallation(test.database, { baseUrl: 'https://quay.example', secretKey: 'k'.repeat(40), allowsPrivateHosts: true });
    world.seat = await makeAccount(test);
    await world.inside((db) => goLive(db, world.seat.actor));
  });
  afterAll(() => world.hooks.close());
  return world;
}
