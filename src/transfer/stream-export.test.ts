import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makeAccount } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { streamExport } from './stream-export.ts';

const test = testDatabase();

it('refuses an export before anything streams, and with nobody left to hear of it the process stands', async () => {
  const { accountId, actor } = await makeAccount(test);
  const inAccount = test.database.account.bind(test.database, accountId) as Parameters<typeof streamExport>[0];
  const heard: unknown[] = [];
  const hear = (error: unknown): void => void heard.push(error);
  process.prependListener('uncaughtException', hear);
  await expect(streamExport(inAccount, actor, everyone, { objectId: 99_999, bom: false, guard: true })).rejects.toMatchObject({
    code: 'not_found',
  });
  await setImmediate();
  process.removeListener('uncaughtException', hear);
  expect(heard).toEqual([]);
});
