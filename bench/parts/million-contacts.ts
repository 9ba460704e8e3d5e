import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Database } from '../../src/app/db.ts';
import { joinEmbeddedPostgres } from '../../src/app/embedded-postgres.ts';
import { movableClock } from '../../src/app/kernel/clock.ts';
import { migrate } from '../../src/app/migrate.ts';

export const NOW = '2026-03-02T09:00:00Z';

export interface MillionContacts {
  database: Database;
  owner: pg.Client;
  contacts: number;
  events: number;
  close(): Promise<void>;
}

/** A database of the bench's own, as `npm start` makes them, with account 1 full of contacts by the SQL of `fill`. KEEP_BENCH=DIR keeps it for the next run. */
export async function millionContacts(contacts: number, events: number, fill = 'million-contacts.sql'): Promise<MillionContacts> {
  const kept = process.env.KEEP_BENCH;
  const home = kept ?? mkdtempSync(join(tmpdir(), 'quayside-bench-'));
  mkdirSync(home, { recursive: true });
  // The database runs as a user of its own, who must be able to enter.
  chmodSync(home, 0o755);
  const server = await joinEmbeddedPostgres(home, 'passing');
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  if (!(await isFilled(owner))) {
    await migrate(server.url);
    await fillFrom(fill, owner, { contacts, events });
  }
  const database = new Database({ url: server.url, clock: movableClock(NOW), poolSize: 2 });
  return {
    database,
    owner,
    contacts,
    events,
    async close() {
      await database.close();
      await owner.end();
      await server.leave();
      if (!kept) rmSync(home, { recursive: true, force: true });
    },
  };
}

async function isFilled(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ filled: boolean }>("select to_regclass('public.records') is not null as filled");
  return rows[0]!.filled;
}

async function fillFrom(file: string, owner: pg.Client, { contacts, events }: { contacts: number; events: number }): Promise<void> {
  const began = performance.now();
  process.stderr.write(`Making ${contacts} contacts and ${events} events; a minute or two a million contacts.\n`);
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  const indexes = await dropIndexes(owner);
  await owner.query(text.replaceAll(':contacts', String(contacts)).replaceAll(':events', String(events)));
  await owner.query("set maintenance_work_mem = '512MB'");
  for (const definition of indexes) await owner.query(definition);
  for (const table of ['records', 'field_values', 'record_tags', 'notes', 'events']) await owner.query(`vacuum (analyze) ${table}`);
  process.stderr.write(`Made in ${Math.round((performance.now() - began) / 1000)} s.\n`);
}

/** Filled first and indexed after: the same indexes, sooner. Gives what makes them again. */
async function dropIndexes(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     join pg_class t on t.oid = i.indrelid
     where t.relname in ('records', 'field_values', 'record_tags', 'notes', 'events', 'events_behaviour') and not i.indisprimary
       and not exists (select from pg_inherits h where h.inhrelid = c.oid)`,
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition.replace(/ ON ONLY /, ' ON '));
}
