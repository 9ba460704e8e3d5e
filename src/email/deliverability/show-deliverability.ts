import type { Database } from '../../app/db.ts';
import { accountSettings } from '../../accounts/index.ts';
import { askDns } from '../domains/dns.ts';
import { countsByClass, countsByDay, countsByDomain, countsBySender } from '../queries/deliverability.ts';
import type { Deliverability, DeliverabilityQuery, DeliveryCounts } from '../rules/deliverability-schema.ts';
import { providerByDomain, providerByServers, MAILBOX_PROVIDERS, type MailboxProvider } from '../rules/mailbox-providers.ts';

const DAY_MS = 86_400_000;
/** Of so many domains the mail servers are asked for; smaller ones count as others. */
const MOST_ASKED = 50;
const MOST_SHOWN = 50;
const KEPT_MS = DAY_MS;
const MOST_KEPT = 10_000;

const kept = new Map<string, { provider: MailboxProvider; atMs: number }>();
const NOTHING: DeliveryCounts = { sent: 0, bounced: 0, deferred: 0, complained: 0, opened: 0 };

/** What became of the letters of the last days, by who keeps the receivers' mailboxes, by their domains, by the domains they came from and by day. */
export async function showDeliverability(database: Database, accountId: number, asked: DeliverabilityQuery): Promise<Deliverability> {
  const domains = await database.account(accountId, (db) => countsByDomain(db, new Date(db.now.getTime() - asked.days * DAY_MS)));
  const providers = await providersOf(
    database,
    domains.map(({ domain }) => domain),
  );
  const known = domains.map((counts) => ({ ...counts, provider: providers.get(counts.domain) ?? ('other' as const) }));
  const chosen = asked.provider === undefined ? known : known.filter(({ provider }) => provider === asked.provider);
  const only = asked.provider === undefined ? undefined : chosen.map(({ domain }) => domain);
  return database.account(accountId, async (db) => {
    const since = new Date(db.now.getTime() - asked.days * DAY_MS);
    const { timeZone } = await accountSettings(db);
    return {
      total: chosen.reduce(added, NOTHING),
      byProvider: byProvider(known),
      byDomain: chosen.slice(0, MOST_SHOWN),
      bySender: await countsBySender(db, { since, domains: only }),
      byDay: await countsByDay(db, { since, timeZone, domains: only }),
      byClass: await countsByClass(db, { since, domains: only }),
    };
  });
}

function byProvider(known: readonly (DeliveryCounts & { provider: MailboxProvider })[]): Deliverability['byProvider'] {
  return MAILBOX_PROVIDERS.map((provider) => {
    const theirs = known.filter((each) => each.provider === provider);
    return { provider, domains: theirs.length, ...theirs.reduce(added, NOTHING) };
  }).filter(({ sent }) => sent > 0);
}

const added = (sum: DeliveryCounts, one: DeliveryCounts): DeliveryCounts => ({
  sent: sum.sent + one.sent,
  bounced: sum.bounced + one.bounced,
  deferred: sum.deferred + one.deferred,
  complained: sum.complained + one.complained,
  opened: sum.opened + one.opened,
});

/** Who keeps the mailboxes of domains, the largest first: by their names, else by their mail servers, asked once a day. */
async function providersOf(database: Database, domains: readonly string[]): Promise<Map<string, MailboxProvider>> {
  const nowMs = performance.now();
  const known = new Map<string, MailboxProvider>();
  const unknown: string[] = [];
  for (const domain of domains) {
    const entry = kept.get(domain);
    const provider = providerByDomain(domain) ?? (entry && nowMs - entry.atMs < KEPT_MS ? entry.provider : undefined);
    if (provider) known.set(domain, provider);
    else if (domain !== '' && unknown.length < MOST_ASKED) unknown.push(domain);
  }
  const answers = await askDns(
    database,
    unknown.map((name) => ({ type: 'MX', name })),
  );
  for (const domain of unknown) {
    const servers = answers('MX', domain);
    if (servers === 'unanswered') continue;
    const provider = providerByServers(servers);
    known.set(domain, provider);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(domain, { provider, atMs: nowMs });
  }
  return known;
}
