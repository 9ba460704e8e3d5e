import { expect, test } from 'vitest';
import { makeAccount, makeUser } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { viewerOf } from './index.ts';

const on = testDatabase();

test('an account begins with its owner, five roles in one tree, and a clock', async () => {
  const { accountId, userId } = await makeAccount(on);
  const viewer = await on.database.account(accountId, (db) => viewerOf(db, userId));
  expect(viewer.isOwner).toBe(true);
  expect(viewer.can('settings.manage')).toBe(true);
  const { rows } = await on.owner.query('select name, manager_role_id from roles where account_id = $1 order by id', [accountId]);
  expect(rows.map((row) => row.name)).toEqual(['Account owner', 'Manager', 'Sales', 'Marketing', 'Read only']);
  expect(rows.filter((row) => row.manager_role_id === null)).toHaveLength(1);
});

test('a team is everybody below one’s role, and oneself', async () => {
  const account = await makeAccount(on);
  const manager = await makeUser(on, account);
  const sales = await makeUser(on, account, { role: 'Sales' });
  const other = await makeUser(on, account, { role: 'Sales' });
  const views = await on.database.account(account.accountId, async (db) => [
    await viewerOf(db, account.userId),
    await viewerOf(db, manager.userId),
    await viewerOf(db, sales.userId),
  ]);
  expect(views.map((viewer) => viewer.teamIds)).toEqual([
    [account.userId, manager.userId, sales.userId, other.userId],
    [manager.userId, sales.userId, other.userId],
    [sales.userId],
  ]);
  expect(views[2]!.on(0)).toMatchObject({ view: 'team', delete: 'none', export: false });
});
