import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dumpSchema } from '../../src/app/dump-schema.ts';
import { testDatabase } from '../harness.ts';

const test = testDatabase();

/** Tables outside the wall, each with its reason. */
const OUTSIDE = [
  // Its account_id is a login provider's; identities belong to no account.
  'auth_credentials',
  // COPY cannot write behind the wall; its rows live for one transaction.
  'import_rows',
  // An app is known before anybody lets it in, and one that registered itself belongs to no account.
  'oauth_apps',
];

describe('the committed schema', () => {
  it('is what the migrations make', async () => {
    const committed = readFileSync(join(import.meta.dirname, '../../db/schema.sql'), 'utf8');
    const { rows } = await test.owner.query<{ version: number }>("select current_setting('server_version_num')::int / 10000 as version");
    const fresh = await dumpSchema(test.ownerUrl);
    if (rows[0]!.version >= 18) expect(fresh).toBe(committed);
    else expect(fresh.match(/^create table \w+/gm)).toEqual(committed.match(/^create table \w+/gm));
  });

  it('puts every table that has an account behind row-level security', async () => {
    const { rows } = await test.owner.query<{ relname: string }>(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and a.attnum > 0
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not c.relrowsecurity
         and has_table_privilege('quayside_app', c.oid, 'select')`,
    );
    expect(rows.map(({ relname }) => relname).sort()).toEqual(OUTSIDE);
  });

  it('begins every tenant table’s primary key with the account', async () => {
    const { rows } = await test.owner.query<{ relname: string }>(
      `select c.relname from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
       join pg_attribute first on first.attrelid = c.oid and first.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity
         and first.attname <> 'account_id'`,
    );
    expect(rows.map(({ relname }) => relname)).toEqual([]);
  });
});
