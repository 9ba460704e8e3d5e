import type { CaseRow } from './queries/abuse.ts';
import type { AbuseCase } from './rules/abuse-schema.ts';

export const presentCase = (row: CaseRow, accountName: string | null): AbuseCase => ({
  id: row.id,
  source: row.source,
  accountId: row.account_id,
  accountName,
  state: row.state,
  subject: row.subject,
  report: row.report,
  reporter: row.reporter,
  openedAt: row.opened_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  note: row.note,
  isStrike: row.is_strike,
});
