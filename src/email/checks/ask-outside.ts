import type { Database } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { addressesIn, documentMaterials, readBlocks, type Finding } from '../../documents/index.ts';
import { messageById } from '../queries/messages.ts';
import { SPAM_POINTS, type SpamScore } from './ask-spamd.ts';
import { brokenLinks } from './link-states.ts';
import { scoreMessage } from './score-message.ts';

/** What others say of a message. `spam` is null where there is no SpamAssassin to ask. */
export interface AskedOutside {
  findings: Finding[];
  spam: SpamScore | null;
}

/** Below it SpamAssassin has hardly anything to say. */
const GOOD_POINTS = 3;

/** Asks servers about a message as it was last saved: whether its links lead anywhere, and what SpamAssassin thinks of it. Refuses `not_found`. */
export async function askOutside(database: Database, accountId: number, id: number): Promise<AskedOutside> {
  const addresses = await database.account(accountId, async (db) => {
    const message = await messageById(db, id);
    if (!message) throw notFound('message');
    return addressesIn(readBlocks(message.body, (await documentMaterials(db, message.body)).savedBlocks));
  });
  // Where a merge field stands in it, it leads everybody elsewhere.
  const fixed = addresses.filter(({ url }) => /^https?:\/\//i.test(url) && !url.includes('{{'));
  const broken = await brokenLinks(fixed.map(({ url }) => url));
  const links = fixed.flatMap(({ placed: { block, path }, url }): Finding[] => {
    const sentence = broken.get(url);
    if (sentence === undefined) return [];
    return [
      {
        severity: 'warning',
        code: 'broken_link',
        path: `body.${path}`,
        ...(block.id === undefined ? {} : { blockId: block.id }),
        sentence,
      },
    ];
  });
  const spam = await scoreMessage(database, accountId, id);
  return { findings: [...links, ...(spam ? spamFindings(spam) : [])], spam: spam ? { score: spam.score, rules: spam.rules } : null };
}

function spamFindings({ score, rules }: SpamScore): Finding[] {
  if (score < GOOD_POINTS) return [];
  const why = rules
    .slice(0, 4)
    .map(({ about, points }) => `${about} (${points})`)
    .join('; ');
  const sentence = `SpamAssassin gives this letter ${score.toFixed(1)} points, mostly for: ${why}.`;
  return score < SPAM_POINTS
    ? [{ severity: 'warning', code: 'spam_score', path: 'body', sentence }]
    : [
        {
          severity: 'error',
          code: 'spam_score',
          path: 'body',
          sentence: `${sentence} With ${SPAM_POINTS} or more it cannot be published.`,
        },
      ];
}
