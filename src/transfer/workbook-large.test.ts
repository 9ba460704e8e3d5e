import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeAccount } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { countsOf, runImport, startedImport } from '../../test/imports.ts';
import { workbook, type TestCell } from '../../test/workbooks.ts';
import { sheetAsCsv } from './reading/workbook/sheet-as-csv.ts';
import { readSharedStrings } from './reading/workbook/shared-strings.ts';
import { Readable } from 'node:stream';

const test = testDatabase();
const MEGABYTE = 1024 * 1024;

function* people(count: number): Generator<TestCell[]> {
  yield ['Email', 'First name', 'Visits', 'Since', 'Town'];
  for (let row = 0; row < count; row++) {
    yield [`p${row}@example.com`, `Person ${row}`, row, { number: 40_000 + (row % 5_000), format: 'yyyy-mm-dd' }, `Town ${row % 300}`];
  }
}

describe('a large workbook', () => {
  it('is read row by row, in little memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-large-'));
    try {
      const path = join(folder, 'file');
      await writeFile(path, await workbook({ sheets: [{ name: 'People', rows: people(100_000) }], manner: 'google' }));
      globalThis.gc?.();
      const before = process.memoryUsage().rss;
      let [most, lines] = [0, 0];
      for await (const piece of sheetAsCsv({ path, decimal: '.' })) {
        lines += piece.toString().split('\n').length - 1;
        most = Math.max(most, process.memoryUsage().rss);
      }
      expect(lines).toBe(100_001);
      expect((most - before) / MEGABYTE).toBeLessThan(150);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('keeps texts that cells share in a file where they are too many for memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-strings-'));
    try {
      const texts = Array.from({ length: 30_000 }, (_, at) => `Wörd ${at} ${at % 7 === 0 ? '' : 'x'.repeat(at % 90)}`);
      const xml = `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
      const strings = await readSharedStrings(Readable.from([Buffer.from(xml)]), join(folder, 'strings'), 10_000);
      for (const at of [0, 1, 777, 29_999, 15_000, 777]) expect(strings.at(at)).toBe(texts[at]);
      expect(strings.at(30_000)).toBeUndefined();
      strings.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('comes in exactly when the process is killed in the middle', async () => {
    const seat = await makeAccount(test);
    const rows = 400;
    const id = await startedImport(test, seat, await workbook({ sheets: [{ name: 'People', rows: people(rows) }] }));
    for (const afterMs of [120, 260]) {
      const program = join(import.meta.dirname, '../../test/import-until-killed.ts');
      const child = spawn(process.execPath, [program, test.ownerUrl, String(seat.accountId), String(id)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
      await sleep(afterMs);
      child.kill('SIGKILL');
      if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
      await test.owner.query('update imports set runner_until = null where account_id = $1', [seat.accountId]);
    }
    expect(countsOf(await runImport(test, seat, id))).toEqual([rows, rows, 0, 0]);
    const { rows: standing } = await test.owner.query(
      "select (select count(*)::int from records where account_id = $1) as records, (select count(*)::int from events where account_id = $1 and kind = 'record.created') as created, (select count(*)::int from import_parts where account_id = $1) as parts",
      [seat.accountId],
    );
    expect(standing).toEqual([{ records: rows, created: rows, parts: 0 }]);
  });
});
