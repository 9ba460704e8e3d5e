import type { StandingRow } from './queries/abuse.ts';
import type { MailStanding } from './rules/abuse-schema.ts';
import { judgeMailCounts } from './rules/mail-limits.ts';

export const presentStanding = (row: StandingRow): MailStanding => ({
  accountId: row.account_id,
  name: row.name,
  mode: row.mode,
  sent: row.sent,
  hardBounces: row.hard_bounces,
  complaints: row.complaints,
  verdict: judgeMailCounts({ sent: row.sent, hardBounces: row.hard_bounces, complaints: row.complaints }).verdict,
  stops: (row.stops ?? []).map(({ channel, reason, cause, at }) => ({ channel, reason, cause, at })),
  perHour: row.per_hour,
  heldImports: row.held_imports,
  confirmationReview: row.confirmation_review,
  strikes: row.strikes,
});
