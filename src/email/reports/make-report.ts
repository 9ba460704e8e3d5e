import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { splitResult } from '../../app/kernel/split-result.ts';
import { broadcastById, type BroadcastRow } from '../queries/broadcasts.ts';
import { messageById } from '../queries/messages.ts';
import {
  armCounts,
  clicksByLink,
  countsByDomain,
  countsByVariant,
  reasonsOf,
  reportCounts,
  versionsInScope,
  type ReportScope,
} from '../queries/report-counts.ts';
import {
  OUTCOMES,
  type Report,
  type ReportCounts,
  type ReportDomain,
  type ReportLink,
  type ReportVariant,
} from '../rules/report-schema.ts';

/** Domains that are told by themselves; the others are told together. */
const DOMAINS_TOLD = 12;
const MOST_DOMAINS = 2_000;

export interface ScopeAsked {
  broadcast?: number | undefined;
  message?: number | undefined;
}

/** The letters of a broadcast or of a message, where the viewer may see any of its object. Refuses with `not_found`. */
export async function scopeOf(
  db: AccountDb,
  viewer: Viewer,
  { broadcast: broadcastId, message: messageId }: ScopeAsked,
): Promise<{ scope: ReportScope; objectId: number; broadcast: BroadcastRow | undefined }> {
  if (broadcastId !== undefined) {
    const broadcast = await broadcastById(db, broadcastId);
    if (!broadcast || viewer.on(broadcast.object_id).view === 'none') throw notFound('broadcast');
    return { scope: { broadcastId }, objectId: broadcast.object_id, broadcast };
  }
  const message = messageId === undefined ? undefined : await messageById(db, messageId);
  if (!message || viewer.on(message.object_id).view === 'none') throw notFound('message');
  return { scope: { messageId: message.id }, objectId: message.object_id, broadcast: undefined };
}

/** What became of the letters of a broadcast or of a message: in all, by variant, link, domain of the receivers, and by the reason where they went astray. */
export async function makeReport(db: AccountDb, viewer: Viewer, asked: ScopeAsked): Promise<Report> {
  const { scope, broadcast } = await scopeOf(db, viewer, asked);
  const isTest = broadcast !== undefined && broadcast.variants.length > 1;
  const arms = isTest ? await armCounts(db, broadcast) : [];
  return {
    counts: await reportCounts(db, scope),
    variants: isTest ? variantsOf(arms, await countsByVariant(db, scope)) : [],
    result: isTest
      ? splitResult(arms.map((arm) => ({ decided: arm.delivered, won: broadcast.test?.by === 'clicks' ? arm.clicked : arm.opened })))
      : null,
    links: await linksOf(db, scope),
    domains: domainsOf(await countsByDomain(db, scope, MOST_DOMAINS)),
    reasons: await reasonsOf(db, scope),
  };
}

function variantsOf(arms: readonly ReportVariant['test'][], rows: readonly (ReportCounts & { variant: number })[]): ReportVariant[] {
  return arms.map((test, variant) => {
    const row = rows.find((each) => each.variant === variant);
    return { variant, counts: row ? countsOnly(row) : NOTHING, test };
  });
}

const NOTHING = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as ReportCounts;
const countsOnly = (row: ReportCounts): ReportCounts =>
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, row[outcome]])) as ReportCounts;

/** Every link of the versions that were sent, those nobody followed too; the same address of several versions is one. */
async function linksOf(db: AccountDb, scope: ReportScope): Promise<ReportLink[]> {
  const clicks = await clicksByLink(db, scope);
  const links = new Map<string, ReportLink>();
  for (const version of await versionsInScope(db, scope)) {
    for (const [index, url] of version.links.entries()) {
      const key = `${version.variant ?? ''}:${url}`;
      const link = links.get(key) ?? { variant: version.variant, url, people: 0 };
      const clicked = clicks.find(
        (row) =>
          row.message_id === version.message_id && row.version === version.version && row.variant === version.variant && row.link === index,
      );
      links.set(key, { ...link, people: link.people + (clicked?.people ?? 0) });
    }
  }
  return [...links.values()].toSorted((one, other) => other.people - one.people);
}

function domainsOf(rows: readonly (ReportCounts & { domain: string | null })[]): ReportDomain[] {
  const named = rows.filter(({ domain }) => domain !== null);
  const told = named.slice(0, DOMAINS_TOLD).map((row) => ({ domain: row.domain, counts: countsOnly(row) }));
  const rest = [...named.slice(DOMAINS_TOLD), ...rows.filter(({ domain }) => domain === null)];
  if (rest.length === 0) return told;
  const sum = (outcome: keyof ReportCounts): number => rest.reduce((all, row) => all + row[outcome], 0);
  return [...told, { domain: null, counts: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, sum(outcome)])) as ReportCounts }];
}
