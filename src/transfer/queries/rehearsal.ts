import { sql, type AccountDb } from '../../app/db.ts';
import type { Said } from '../schema.ts';
import { recordId, staged, type StagedSet } from './staged.ts';

/** A row that a rehearsal wrote, with what stood before and what would stand after; of a new record `before` is empty. */
export interface RehearsedWrite {
  row_no: number;
  id: number;
  is_new: boolean;
  name: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  changed: boolean;
  tags: string[] | null;
  email_says: Said | null;
  sms_says: Said | null;
}

/** What the rows of a set were written as: to be asked in the transaction that wrote them. */
export async function rehearsedWrites(db: AccountDb, set: StagedSet): Promise<RehearsedWrite[]> {
  return db.many(
    sql`select s.row_no, w.id, w.is_new, w.name, w.before, w.after, w.changed or w.is_new as changed, s.tags, s.email_says, s.sms_says
        from import_rows s join record_writes w on w.id = ${recordId(set)} where ${staged(db, set)} order by s.row_no`,
  );
}
