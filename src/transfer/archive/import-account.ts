import { rm } from 'node:fs/promises';
import { identitiesOf, openEmptyAccount, setClockAhead } from '../../accounts/index.ts';
import { Database, type AccountDb } from '../../app/db.ts';
import { startEphemeralPostgres } from '../../app/ephemeral-postgres.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { migrate, migrationsOnDisk } from '../../app/migrate.ts';
import { makeRoomForEvents, recordEvent } from '../../ledger/index.ts';
import { accountBroughtIn } from '../events.ts';
import { type ArchivedTable, insertRows } from '../queries/archive.ts';
import { system } from '../../app/kernel/actor.ts';
import type { Manifest } from './format.ts';
import { openArchive, type OpenArchive } from './open-archive.ts';
import { writeAccount } from './export-account.ts';
import type { ArchiveSum } from './write-archive.ts';

/** So many rows, or characters of them, go to the database at once. */
const ROWS_AT_ONCE = 2_000;
const TEXT_AT_ONCE = 4_000_000;

export interface ImportedAccount extends ArchiveSum {
  accountId: number;
}

/**
 * Makes an account of an archive, equal to the one it came from: the same numbers of everything, the same ledger. It practises, whatever the
 * other did, so that nothing leaves twice; its people sign in with the passwords they have here, or choose one by “Forgot password”. All of
 * it or nothing. An archive of an older release is first brought up to this one in a database made for the purpose. Refuses
 * `file_not_found`, `not_an_archive`, `newer_archive`, `archive_damaged`.
 */
export async function importAccount(database: Database, path: string): Promise<ImportedAccount> {
  const archive = await openArchive(path);
  try {
    const here = (await migrationsOnDisk()).map(({ name }) => name);
    const ran = new Set(archive.manifest.migrations);
    const unknown = archive.manifest.migrations.find((name) => !here.includes(name));
    if (unknown)
      throw new Problem('newer_archive', `This archive was written by a newer release (${unknown}): import it with that release.`);
    if (here.some((name) => !ran.has(name))) return await importOlder(database, path, archive);
    return await bringIn(database, archive);
  } finally {
    archive.close();
  }
}

async function bringIn(database: Database, archive: OpenArchive): Promise<ImportedAccount> {
  const { manifest } = archive;
  const identities = await identitiesOf(database, await peopleIn(archive));
  await database.system((db) => makeRoomForEvents(db, manifest.events));
  const accountId = await openEmptyAccount(database);
  return database.account(accountId, async (db) => {
    let rows = 0;
    for (const table of manifest.tables) rows += await bringInTable(db, archive, table, adapted(table.name, identities));
    if (manifest.account.kind === 'sandbox') await setClockAhead(db, manifest.account.clockOffsetMs);
    await recordEvent(db, system, { kind: accountBroughtIn, data: { madeAt: manifest.madeAt, tables: manifest.tables.length, rows } });
    return { accountId, tables: manifest.tables.length, rows };
  });
}

type Adapt = (row: Record<string, unknown>) => Record<string, unknown>;

/** What of a table's rows means something else here: who its people are, and that it practises and belongs to no other account. */
function adapted(table: string, identities: ReadonlyMap<string, string>): Adapt | undefined {
  if (table === 'users') return (row) => ({ ...row, identity_id: identities.get(String(row.email).toLowerCase()) });
  if (table === 'accounts')
    return (row) => ({
      ...row,
      kind: row.kind === 'sandbox' ? 'sandbox' : 'client',
      mode: 'practising',
      parent_account_id: null,
      went_live_at: null,
    });
  return undefined;
}

async function peopleIn(archive: OpenArchive): Promise<{ email: string; name: string }[]> {
  const table = archive.manifest.tables.find(({ name }) => name === 'users');
  const people = [];
  if (table) for await (const line of archive.rows(table)) people.push(JSON.parse(line) as { email: string; name: string });
  return people;
}

async function bringInTable(
  db: AccountDb,
  archive: OpenArchive,
  table: Manifest['tables'][number],
  adapt: Adapt | undefined,
): Promise<number> {
  let lines: string[] = [];
  let size = 0;
  let rows = 0;
  const put = async (): Promise<void> => {
    if (lines.length > 0) rows += await insertRows(db, table as ArchivedTable, `[${lines.join(',')}]`);
    lines = [];
    size = 0;
  };
  for await (const line of archive.rows(table)) {
    lines.push(adapt ? JSON.stringify(adapt(JSON.parse(line) as Record<string, unknown>)) : line);
    size += line.length;
    if (lines.length >= ROWS_AT_ONCE || size >= TEXT_AT_ONCE) await put();
  }
  await put();
  return rows;
}

/** Lays out a database as the archive's release had it, brings it up to this one, and takes the account from there. */
async function importOlder(database: Database, path: string, archive: OpenArchive): Promise<ImportedAccount> {
  const upgraded = `${path}.upgraded-${process.pid}.zip`;
  const server = await startEphemeralPostgres({ purpose: 'check' });
  try {
    await migrate(server.url, new Set(archive.manifest.migrations));
    const older = new Database({ url: server.url, poolSize: 2 });
    const { accountId } = await bringIn(older, archive).finally(() => older.close());
    await migrate(server.url);
    const current = new Database({ url: server.url, poolSize: 2 });
    await writeAccount(current, accountId, upgraded).finally(() => current.close());
    return await importAccount(database, upgraded);
  } finally {
    await server.stop();
    await rm(upgraded, { force: true });
  }
}
