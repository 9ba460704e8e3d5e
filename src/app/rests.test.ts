import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/harness.ts';
import type { Loop } from './kernel/domain.ts';
import { whileAtRest } from './rests.ts';
import { oneRound } from './worker.ts';

const db = testDatabase();
const context = { stopping: new AbortController().signal };

test('what is at hand in an account ends first, then no loop works there until it is over, and others go on', async () => {
  const said: string[] = [];
  let batches = 0;
  const loop: Loop = {
    name: 'test.loop',
    due: async () => [1, 2],
    work: async (_database, accountId) => {
      if (batches++ > 20) return 0;
      said.push(`${accountId} begins`);
      await sleep(20);
      said.push(`${accountId} ends`);
      return accountId === 1 ? 1 : 0;
    },
  };
  const round = oneRound(db.database, loop, context);
  await sleep(5);
  await whileAtRest(db.database, 1, async () => {
    said.push('rest begins');
    await round;
    await oneRound(db.database, loop, context);
    said.push('rest ends');
  });
  await oneRound(db.database, loop, context);
  expect(said.slice(0, said.indexOf('rest begins')).filter((one) => one.startsWith('1'))).toEqual(['1 begins', '1 ends']);
  const during = said.slice(said.indexOf('rest begins'), said.indexOf('rest ends'));
  expect(during.filter((one) => one.startsWith('1'))).toEqual([]);
  expect(during).toContain('2 ends');
  expect(said.slice(said.indexOf('rest ends'))).toContain('1 begins');
});
