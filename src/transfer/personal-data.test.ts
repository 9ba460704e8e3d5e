import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { runImport, startedImport, uploadFile } from '../../test/imports.ts';
import type { AccountDb } from '../app/db.ts';
import { personalData } from './personal-data.ts';
import { resumeImport } from './resume-import.ts';
import { stopImport } from './stop-import.ts';

const test = testDatabase();
const [rows] = personalData;
let seat: TestSeat;
let recordId: number;

beforeAll(async () => {
  seat = await makeAccount(test);
  await runImport(
    test,
    seat,
    await startedImport(test, seat, 'Email,Birthday\nanna@example.com,1980-02-03\nANNA@example.com,never\nben@example.com,never\n'),
  );
  const { rows: found } = await test.owner.query("select id from records where account_id = $1 and email = 'anna@example.com'", [
    seat.accountId,
  ]);
  recordId = Number(found[0].id);
});

describe('what imports keep of a person', () => {
  it('is handed out, and erased from rejects, drafts and stopped imports', async () => {
    const inside = <T>(work: (db: AccountDb) => Promise<T>): Promise<T> => test.database.account(seat.accountId, work);
    const draft = await uploadFile(test, seat, 'Email\nanna@example.com\n');
    const other = await uploadFile(test, seat, 'Email\nben@example.com\n');
    const stopped = await startedImport(test, seat, 'Email\nanna@example.com\n');
    await inside((db) => stopImport(db, seat.actor, stopped));
    expect(await inside((db) => rows!.export(db, 0, recordId))).toMatchObject([{ row: 'ANNA@example.com,never' }]);
    await inside((db) => rows!.erase(db, 0, recordId));
    const { rows: left } = await test.owner.query(
      "select raw from import_rejects union all select convert_from(bytes, 'UTF8') from import_parts where account_id = $1",
      [seat.accountId],
    );
    expect(left.map(({ raw }) => raw)).toEqual(['ben@example.com,never', 'Email\nben@example.com\n']);
    await expect(inside((db) => resumeImport(db, stopped))).rejects.toMatchObject({ code: 'file_gone' });
    const { rows: drafts } = await test.owner.query('select id::int from imports where id in ($1, $2)', [draft, other]);
    expect(drafts).toEqual([{ id: other }]);
  });
});
