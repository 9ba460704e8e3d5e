import type { Database } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { csvLine } from '../../transfer/index.ts';
import type { PeopleAsked } from '../rules/report-schema.ts';
import { listPeople } from './list-people.ts';

const AT_ONCE = 2_000;

/** The people behind a number of a report as a table, those the viewer may see; read a page at a time while it is taken. */
export async function* peopleCsv(
  database: Database,
  accountId: number,
  asked: { viewer: Viewer; query: PeopleAsked },
): AsyncGenerator<string> {
  yield csvLine(['Id', 'Name', 'Address', 'When', 'Detail'], true);
  for (let before = asked.query.before; ;) {
    const { people, next } = await database.account(accountId, (db) =>
      listPeople(db, asked.viewer, { ...asked.query, before, limit: AT_ONCE }),
    );
    yield people
      .map(({ recordId, name, address, at, detail }) => csvLine([String(recordId), name, address ?? '', at ?? '', detail ?? ''], true))
      .join('');
    if (next === null) return;
    before = next;
  }
}
