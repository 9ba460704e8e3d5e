import { moveClock } from '../accounts/index.ts';
import type { AccountDb, Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { JobContext, NextIds } from '../app/kernel/domain.ts';
import { settle } from '../app/worker.ts';
import { followNext } from '../ledger/index.ts';
import { analyzeGrownTables } from '../transfer/index.ts';
import { closeTasks } from './close-tasks.ts';
import { laySchool } from './lay-school.ts';
import { keepAnswers, receiveQuestions } from './receive-questions.ts';
import { receiveLetters } from './receive-letters.ts';
import { readBroadcasts, sendBroadcasts } from './send-broadcasts.ts';
import { MONTHS } from './rules/school.ts';
import { enquireToday, writeMonth } from './write-month.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;

/**
 * Plays the school's past on its sandbox's clock, from where the clock stands to the present: each month is written in one transaction
 * with the clock's move, so that a process that dies in between goes on where it was.
 */
export async function liveThrough(database: Database, accountId: number, { stopping }: JobContext): Promise<void> {
  const ids: NextIds = (name, count) => database.nextIds(accountId, name, count);
  for (let month = await monthsBegun(database, accountId); month < MONTHS && !stopping.aborted; month++) {
    await database.account(accountId, async (db) => {
      const school = await laySchool(db, ids);
      await closeTasks(db, ids, school);
      await writeMonth(db, ids, school, month);
      await sendBroadcasts(db, ids, school, month);
      await moveClock(db, system, { byMs: DAY_MS });
    });
    // A table filled anew has no statistics, and joins are planned as if it were empty: the list of tags took seven seconds.
    await database.account(accountId, analyzeGrownTables);
    await settle(database, followNext, accountId);
    await database.account(accountId, (db) => receiveLetters(db, month));
    await readBroadcasts(database, accountId);
    await database.account(accountId, (db) => moveClock(db, system, { byMs: behindBy(db, database) % MONTH_MS }));
    await settle(database, followNext, accountId);
    await readBroadcasts(database, accountId);
  }
  if (stopping.aborted) return;
  await receiveQuestions(database, accountId);
  await database.account(accountId, async (db) => {
    await moveClock(db, system, { byMs: behindBy(db, database) });
    await enquireToday(db, await laySchool(db, ids));
    await keepAnswers(db, ids);
  });
}

/** How many months the clock has begun: the one it stands in was written when it was moved into it. */
async function monthsBegun(database: Database, accountId: number): Promise<number> {
  const left = await database.account(accountId, async (db) => behindBy(db, database));
  return MONTHS - Math.floor(left / MONTH_MS);
}

const behindBy = (db: AccountDb, database: Database): number => database.clock.now().getTime() - db.now.getTime();
