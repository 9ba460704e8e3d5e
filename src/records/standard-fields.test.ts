import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeAccount } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { objectShape } from './object-shapes.ts';
import { COMPANY, CONTACT, DEAL, type ObjectShape } from './schema.ts';

const test = testDatabase();
const migration = readFileSync(join(import.meta.dirname, 'migrations/20261122_0220_add_standard_fields.sql'), 'utf8');

const shapes = (accountId: number): Promise<ObjectShape[]> =>
  test.database.account(accountId, async (db) => [
    await objectShape(db, CONTACT),
    await objectShape(db, DEAL),
    await objectShape(db, COMPANY),
  ]);
const told = ({ fields, tabs, sections }: ObjectShape) => ({
  tabs: tabs.map(({ id, name }) => [id, name]),
  sections: sections.map(({ id, name, tabId }) => [id, name, tabId]),
  fields: fields.map(({ id, key, label, type, parentObjectId, help }) => [id, key, label, type, parentObjectId, help]).toSorted(),
});
async function migrate(): Promise<void> {
  await test.owner.query('begin');
  await test.owner.query(migration);
  await test.owner.query('commit');
}
const withoutStandardFields = async (accountId: number): Promise<void> => {
  await test.owner.query(
    `delete from fields where account_id = $1 and ((object_id = 0 and id >= 20) or (object_id = 149 and id = 12) or (object_id = 150 and id >= 13))`,
    [accountId],
  );
  await test.owner.query('delete from sections where account_id = $1 and tab_id > 1', [accountId]);
  await test.owner.query('delete from tabs where account_id = $1 and id > 1', [accountId]);
};

describe('standard fields', () => {
  it('are the same in an account that was there before as in a new one', async () => {
    const { accountId: fresh } = await makeAccount(test);
    const { accountId: older } = await makeAccount(test);
    await withoutStandardFields(older);
    await migrate();
    expect((await shapes(older)).map(told)).toEqual((await shapes(fresh)).map(told));
  });

  it('leave alone what an account has named, arranged or made itself', async () => {
    const { accountId } = await makeAccount(test);
    await withoutStandardFields(accountId);
    await test.owner.query(
      `insert into fields (account_id, object_id, id, key, label, type, section_id, created_at) values ($1, 0, 1000, 'fax', 'FAX', 'text', 1, now())`,
      [accountId],
    );
    await test.owner.query(`update sections set name = 'Who', position = 9 where account_id = $1 and object_id = 0 and id = 1`, [
      accountId,
    ]);
    await migrate();
    const [contact] = await shapes(accountId);
    expect(contact!.fields.find(({ id }) => id === 1000)).toMatchObject({ key: 'fax', label: 'FAX' });
    expect(contact!.fields.find(({ id }) => id === 21)).toMatchObject({ key: 'fax_standard', label: 'Fax (standard)' });
    expect(contact!.sections.find(({ id }) => id === 1)).toMatchObject({ name: 'Who', position: 9 });
  });
});
