import type { Finding, ReviewFinding } from './review-schema.ts';

/** A smaller import is not looked at: a share says nothing of a few people. */
const LEAST_PEOPLE = 100;
/** From these shares of its people on an import is held. */
const HOLDING_SHARES: Readonly<Record<Exclude<Finding, 'growth'>, number>> = {
  role_addresses: 0.05,
  disposable: 0.02,
  unreadable: 0.01,
  look_alike: 0.005,
  known_bad: 0.001,
  bounced_before: 0.05,
};
/** Signs of a list that nobody asked to be on: where an account is one of many, only the operator lets it pass. */
const GRAVE: ReadonlySet<Finding> = new Set<Finding>(['known_bad', 'bounced_before', 'disposable']);
/** An import that makes a live account so many times larger, and brings so many people at least, is held. */
const GROWTH_TIMES = 10;
const GROWTH_LEAST = 20_000;

/** Mailboxes of a job, not of a person: whoever reads them seldom asked for anything. */
export const ROLES: readonly string[] = (
  'abuse admin administrator all billing compliance contact devnull dns enquiries everyone ftp help helpdesk hello hostmaster info inquiries it ' +
  'jobs list list-request mail mailer-daemon maildaemon marketing media news no-reply noc noreply null office orders phish phishing postmaster ' +
  'press privacy registrar root sales security service spam staff subscribe support sysadmin team tech undisclosed-recipients unsubscribe usenet ' +
  'uucp webmaster www'
).split(' ');

/** What was counted of the people of an import. */
export interface ImportCounts extends Record<Exclude<Finding, 'growth'>, number> {
  people: number;
  /** Who was there before. */
  before: number;
}

export interface Look {
  findings: ReviewFinding[];
  isHeld: boolean;
  isGrave: boolean;
}

/** What is to be said of an import, and whether it is held. `isLive`: a practising account may try with as large a list as it likes. */
export function lookAtImport(counts: ImportCounts, isLive: boolean): Look {
  if (counts.people < LEAST_PEOPLE) return { findings: [], isHeld: false, isGrave: false };
  const findings: ReviewFinding[] = [];
  for (const [code, share] of Object.entries(HOLDING_SHARES) as [Exclude<Finding, 'growth'>, number][]) {
    const count = counts[code];
    if (count > 0) findings.push({ code, count, percent: percentOf(count, counts.people), holds: count / counts.people >= share });
  }
  const grows = isLive && counts.people >= GROWTH_LEAST && counts.people >= counts.before * GROWTH_TIMES;
  if (grows) findings.push({ code: 'growth', count: counts.people, percent: 100, holds: true });
  const holding = findings.filter(({ holds }) => holds);
  return { findings, isHeld: holding.length > 0, isGrave: holding.some(({ code }) => GRAVE.has(code)) };
}

const percentOf = (count: number, of: number): number => Math.round((count / of) * 10_000) / 100;
