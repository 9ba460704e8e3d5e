import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { notAllowed } from '../app/kernel/problem.ts';
import { listSubmissions } from './list-submissions.ts';
import { loadForm } from './load-form.ts';
import type { Submission } from './schema.ts';

const PAGE = 500;
/** What stays in memory at once; who wants more has the records themselves. */
const MOST = 20_000;

/** What was handed in with a form as a table of comma-separated values, the latest first. Refuses who may not export the form’s records. */
export async function exportSubmissions(db: AccountDb, viewer: Viewer, formId: number): Promise<string> {
  const form = await loadForm(db, formId);
  if (!viewer.on(form.object_id).export) throw notAllowed('export what was handed in');
  const rows: Submission[] = [];
  for (let before: number | undefined; rows.length < MOST;) {
    const page = await listSubmissions(db, viewer, { formId, before, limit: PAGE });
    rows.push(...page.rows.filter(({ record }) => record !== null));
    if (page.next === null) break;
    before = page.next;
  }
  const labels = [...new Set(rows.flatMap(({ answers }) => (answers ?? []).map(({ label }) => label)))];
  const head = ['Time', 'Record', 'Name', 'New', ...labels, 'Agreed to', 'Page', 'Campaign', 'Country'];
  const lines = rows.map((row) => [
    row.at,
    String(row.record!.id),
    row.record!.name,
    row.isNew ? 'yes' : 'no',
    ...labels.map((label) => row.answers?.find((answer) => answer.label === label)?.value ?? ''),
    row.consents.map(({ words }) => words).join(' | '),
    row.page ?? '',
    row.campaign ?? '',
    row.country ?? '',
  ]);
  return [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** What a spreadsheet would take for a formula is taken for a text. */
function cell(value: string): string {
  const plain = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d[\d .,-]*$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
