import { sql, type AccountDb } from '../../app/db.ts';

export interface FormCount {
  formId: number;
  views: number;
  starts: number;
  submissions: number;
  refused: number;
}

/** Adds to what happened with forms on this day of the account. */
export async function addToDays(db: AccountDb, timeZone: string, counts: readonly FormCount[]): Promise<void> {
  const of = (pick: (count: FormCount) => number): number[] => counts.map(pick);
  await db.run(
    sql`insert into form_days as d (account_id, form_id, day, views, starts, submissions, refused)
        select ${db.accountId}::bigint, c.form_id, (${db.now}::timestamptz at time zone ${timeZone})::date, c.views, c.starts, c.submissions, c.refused
        from unnest(${of(({ formId }) => formId)}::bigint[], ${of(({ views }) => views)}::integer[], ${of(({ starts }) => starts)}::integer[],
          ${of(({ submissions }) => submissions)}::integer[], ${of(({ refused }) => refused)}::integer[]) c(form_id, views, starts, submissions, refused)
        order by c.form_id
        on conflict (account_id, form_id, day) do update set views = d.views + excluded.views, starts = d.starts + excluded.starts,
          submissions = d.submissions + excluded.submissions, refused = d.refused + excluded.refused`,
  );
}

export async function daysOfForm(db: AccountDb, formId: number, days: number) {
  return db.many<Omit<FormCount, 'formId'> & { day: string }>(
    sql`select to_char(d.day, 'YYYY-MM-DD') as day, d.views, d.starts, d.submissions, d.refused from form_days d
        where d.account_id = ${db.accountId} and d.form_id = ${formId} order by d.day desc limit ${days}`,
  );
}
