import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { countsOf, foundImport, runImport, startedImport } from '../../test/imports.ts';
import { CONTACT_FIELDS as C } from '../records/index.ts';
import { importRunner } from './import-runner.ts';

const test = testDatabase();
let seat: TestSeat;

beforeEach(async () => {
  seat = await makeAccount(test);
});

const ROWS = 400;
/** Every tenth row is broken, and every fourth of the rest speaks of the person before. */
function file(rows = ROWS): { text: string; counts: number[] } {
  const people = new Set<string>();
  let rejected = 0;
  let text = 'Email,First name,Unsubscribed\n';
  for (let row = 0; row < rows; row++) {
    const email = row % 10 === 3 ? `broken${row}` : `p${row % 4 === 1 ? row - 1 : row}@example.com`;
    if (email.startsWith('broken')) rejected++;
    else people.add(email);
    text += `${email},Person ${row},${row % 50 === 0 ? 'yes' : ''}\n`;
  }
  return { text, counts: [rows, people.size, rows - people.size - rejected, rejected] };
}

async function standing(): Promise<Record<string, number>> {
  const { rows } = await test.owner.query(
    `select (select count(*)::int from records where account_id = $1) as records,
       (select count(*)::int from unique_values where account_id = $1) as unique_values,
       (select count(*)::int from events where account_id = $1 and kind = 'record.created') as created,
       (select count(*)::int from events where account_id = $1 and kind = 'consent.given') as consents,
       (select count(*)::int from events where account_id = $1 and kind = 'import.finished') as finished,
       (select count(*)::int from records where account_id = $1 and email_status = 1) as single,
       (select count(*)::int from import_parts where account_id = $1) as parts,
       (select count(*)::int from import_rows where account_id = $1) as staged`,
    [seat.accountId],
  );
  return rows[0];
}

async function expectExact(id: number, counts: number[]): Promise<void> {
  expect(countsOf(await foundImport(test, seat, id))).toEqual(counts);
  const people = counts[1]!;
  const optedOut = ROWS / 50;
  expect(await standing()).toEqual({
    records: people,
    unique_values: people,
    created: people,
    consents: people - optedOut,
    finished: 1,
    single: people - optedOut,
    parts: 0,
    staged: 0,
  });
}

/** Runs an import in a process of its own, and kills that after so many milliseconds of work. */
async function killedLife(id: number, afterMs: number): Promise<void> {
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

/** The writes, counted over all connections, after which the one that made it is ended. */
const SHAKES = [2, 5, 11, 18, 24, 33, 41, 60];

/** Does something while connections end behind some of their writes, however fast or slow the machine is. Gives how many did. */
async function endingConnections(work: () => Promise<void>): Promise<number> {
  const tables = ['import_rows', 'records', 'unique_values', 'events'];
  await test.owner.query(
    `create sequence shakes;
     create function shake() returns trigger language plpgsql security definer as $$
       begin
         if nextval('shakes') in (${SHAKES.join(', ')}) then
           perform pg_terminate_backend(pg_backend_pid());
           perform pg_sleep(10);
         end if;
         return null;
       end $$;
     ${tables.map((table) => `create trigger shake after insert on ${table} for each statement execute function shake();`).join('\n')}`,
  );
  await work();
  const { rows } = await test.owner.query('select last_value::int as writes from shakes');
  await test.owner.query('drop function shake() cascade; drop sequence shakes');
  return SHAKES.filter((write) => write <= rows[0].writes).length;
}

const STATES = ['', 'subscribed', 'unsubscribed', 'cleaned', 'active'];
const LIVES = process.env.QUAYSIDE_DEEP ? 8 : 2;

describe('an import that is broken off', () => {
  it('comes out the same whatever the chunks', async () => {
    const { text, counts } = file();
    const id = await startedImport(test, seat, text);
    expect((await runImport(test, seat, id, 7)).status).toBe('finished');
    await expectExact(id, counts);
  });

  it('goes on behind the last committed row when its process is gone, once nobody holds it', async () => {
    const { text, counts } = file();
    const id = await startedImport(test, seat, text);
    const lost = importRunner('lost', 30);
    for (let step = 0; step < 4; step++) await lost.step(test.database, seat.accountId, id);
    expect((await foundImport(test, seat, id)).done_row).toBe(121);
    const other = importRunner('other', 50);
    expect(await other.step(test.database, seat.accountId, id)).toBe(0);
    test.clock.moveBy(11_000);
    while ((await other.step(test.database, seat.accountId, id)) > 0);
    await expectExact(id, counts);
    expect(await lost.step(test.database, seat.accountId, id)).toBe(0);
  });

  it('loses and doubles nothing when the database ends its connections in the middle of a chunk', async () => {
    const { text, counts } = file();
    const id = await startedImport(test, seat, text);
    const runner = importRunner('shaken', 25);
    const ended = await endingConnections(async () => {
      while ((await foundImport(test, seat, id)).status !== 'finished') {
        await runner.step(test.database, seat.accountId, id).catch(() => 0);
        await test.owner.query("update imports set status = 'running' where account_id = $1 and status = 'failed'", [seat.accountId]);
      }
    });
    await expectExact(id, counts);
    expect(ended).toBe(SHAKES.length);
  });

  it('loses and doubles nothing when its process is killed again and again', async () => {
    const { text, counts } = file();
    const id = await startedImport(test, seat, text);
    for (let life = 0; life < LIVES; life++) await killedLife(id, 20 + life * 37);
    await runImport(test, seat, id, 9);
    await expectExact(id, counts);
  }, 60_000);

  it('makes parents, options, keys and permissions exactly once when it is killed twice in their midst', async () => {
    const people = Array.from({ length: 120 }, (_, at) => `k${at},q${at}@example.com,House ${at % 17},Phase ${at % 9},${STATES[at % 5]}`);
    const id = await startedImport(test, seat, `Id,Email,Company,Phase,Status\n${people.join('\n')}\n`, {
      mapping: [
        { to: 'key' },
        { to: 'field', fieldId: C.email },
        { to: 'parent', fieldId: C.company, by: 'name', missing: 'create', several: 'reject' },
        { to: 'new', label: 'Phase', type: 'dropdown' },
        { to: 'permission', channel: 'email', says: 'status' },
      ],
      options: { match: [C.email, 'key'] },
    });
    for (let life = 0; life < 2; life++) await killedLife(id, 10 + life * 25);
    const done = await runImport(test, seat, id, 9);
    expect([done.status, ...countsOf(done), done.parent_count, done.opted_out_count]).toEqual(['finished', 120, 120, 0, 0, 17, 48]);
    const { rows } = await test.owner.query(
      `select (select count(*)::int from records where account_id = $1 and object_id = 0) as people,
         (select count(*)::int from records where account_id = $1 and object_id = 150) as houses,
         (select count(*)::int from records p join records c on c.account_id = p.account_id and c.object_id = 150 and c.id = (p.values->>'7')::bigint
           where p.account_id = $1 and p.object_id = 0 and c.name = 'House ' || (substr(p.email, 2, strpos(p.email, '@') - 2)::int % 17)) as right_house,
         (select count(*)::int from import_keys where account_id = $1) as keys,
         (select jsonb_array_length(options) from fields where account_id = $1 and label = 'Phase') as options,
         (select count(*)::int from records where account_id = $1 and email_status = -2) as bounced,
         (select count(*)::int from consents where account_id = $1 and state = 'declared') as declared,
         (select count(*)::int from consents where account_id = $1 and state = 'withdrawn') as withdrawn,
         (select count(*)::int from events where account_id = $1 and kind = 'record.created') as created,
         (select count(*)::int from import_rows where account_id = $1) as staged`,
      [seat.accountId],
    );
    expect(rows[0]).toEqual({
      people: 120,
      houses: 17,
      right_house: 120,
      keys: 120,
      options: 9,
      bounced: 24,
      declared: 72,
      withdrawn: 24,
      created: 137,
      staged: 0,
    });
  }, 60_000);

  it('takes a row the database cannot keep out alone', async () => {
    const { text, counts } = file();
    const id = await startedImport(test, seat, text);
    await test.owner.query(`
      create function refuse_one() returns trigger language plpgsql as $$
      begin if new.email = 'p200@example.com' then raise exception 'no' using errcode = '22P02'; end if; return new; end $$;
      create trigger refuse_one before insert on records for each row execute function refuse_one()`);
    const row = await runImport(test, seat, id);
    await test.owner.query('drop trigger refuse_one on records; drop function refuse_one');
    expect(row.status).toBe('finished');
    expect(countsOf(row)).toEqual([ROWS, counts[1]! - 1, counts[2]! - 1, counts[3]! + 2]);
  });

  it('gives up with a sentence when nothing helps, and can be resumed', async () => {
    const { text, counts } = file();
    const id = await startedImport(test, seat, text);
    await test.owner.query('alter table address_salts rename to salts_away');
    const runner = importRunner('hopeless');
    for (let tries = 0; tries < 6; tries++) await runner.step(test.database, seat.accountId, id).catch(() => 0);
    await test.owner.query('alter table salts_away rename to address_salts');
    const failed = await foundImport(test, seat, id);
    expect(failed.status).toBe('failed');
    expect(failed.failure).toMatch(/\.$/);
    await test.owner.query("update imports set status = 'running' where account_id = $1", [seat.accountId]);
    await runImport(test, seat, id);
    await expectExact(id, counts);
  });
});
