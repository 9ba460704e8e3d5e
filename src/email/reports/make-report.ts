import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { splitResult } from '../../app/kernel/split-result.ts';
import { broadcastById, type BroadcastRow } from '../queries/broadcasts.ts';
import { messageById } from '../queries/messages.ts';
import {
  armCounts,
  clicksByLink,
  linksOfVersions,
  reasonsOf,
  reportLines,
  type ReportLine,
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
const MOST_VERSIONS = 50;

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
  const lines = Map.groupBy(await reportLines(db, scope, MOST_DOMAINS), (line) => line.of);
  const all = lines.get('all')?.[0];
  return {
    counts: all ? countsOnly(all) : NOTHING,
    variants: isTest ? variantsOf(arms, lines.get('variant') ?? []) : [],
    result: isTest
      ? splitResult(arms.map((arm) => ({ decided: arm.delivered, won: broadcast.test?.by === 'clicks' ? arm.clicked : arm.opened })))
      : null,
    links: await linksOf(db, scope, lines.get('version') ?? []),
    domains: domainsOf(lines.get('domain') ?? []),
    reasons: await reasonsOf(db, scope),
  };
}

function variantsOf(arms: readonly ReportVariant['test'][], rows: readonly ReportLine[]): ReportVariant[] {
  return arms.map((test, variant) => {
    const row = rows.find((each) => each.variant === variant);
    return { variant, counts: row ? countsOnly(row) : NOTHING, test };
  });
}

const NOTHING = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as ReportCounts;
const countsOnly = (row: ReportCounts): ReportCounts =>
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, row[outcome] ?? 0])) as ReportCounts;

/** Every link of the versions that were sent, those nobody followed too; the same address of several versions is one. */
async function linksOf(db: AccountDb, scope: ReportScope, lines: readonly ReportLine[]): Promise<ReportLink[]> {
  const clicks = await clicksByLink(db, scope);
  const latest = lines
    .map(({ message_id, version, variant }) => ({ message_id: message_id!, version: version!, variant }))
    .toSorted((one, other) => (one.variant ?? -1) - (other.variant ?? -1) || other.version - one.version)
    .slice(0, MOST_VERSIONS);
  const linksOfVersion = new Map((await linksOfVersions(db, latest)).map((row) => [`${row.message_id}:${row.version}`, row.links]));
  const links = new Map<string, ReportLink>();
  for (const version of latest) {
    for (const [index, url] of (linksOfVersion.get(`${version.message_id}:${version.version}`) ?? []).entries()) {
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

/** Letters that were cancelled went nowhere. */
function domainsOf(lines: readonly ReportLine[]): ReportDomain[] {
  const rows = lines.map((line) => ({ ...line, cancelled: 0 })).filter((line) => OUTCOMES.some((outcome) => line[outcome] > 0));
  const named = rows.filter(({ domain }) => domain !== null);
  const told = named.slice(0, DOMAINS_TOLD).map((row) => ({ domain: row.domain, counts: countsOnly(row) }));
  const rest = [...named.slice(DOMAINS_TOLD), ...rows.filter(({ domain }) => domain === null)];
  if (rest.length === 0) return told;
  const sum = (outcome: keyof ReportCounts): number => rest.reduce((all, row) => all + row[outcome], 0);
  return [...told, { domain: null, counts: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, sum(outcome)])) as ReportCounts }];
}
