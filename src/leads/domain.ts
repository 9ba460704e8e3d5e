import type { AccountDb } from '../app/db.ts';
import type { Domain } from '../app/kernel/domain.ts';
import { actions } from './actions.ts';
import { LEAD_EVENTS } from './events.ts';
import { fieldUses } from './field-uses.ts';
import { tagUses } from './tag-uses.ts';
import { mergers } from './mergers.ts';
import { leadOfPerson } from './personal-data.ts';
import { accountsToHandOut, nextWake } from './queries/routers.ts';
import { accountsToSweep, allScores } from './queries/scores.ts';
import { reassign } from './reassign.ts';
import { routes } from './routes.ts';
import { handOut } from './routing/hand-out.ts';
import { FOLLOWER, followScores } from './scoring/follow-scores.ts';
import { nextDecayOf, sweepScores } from './scoring/sweep-scores.ts';

export const leads: Domain = {
  name: 'leads',
  events: LEAD_EVENTS,
  routes,
  followers: [{ name: FOLLOWER, kinds: 'all', follow: followScores }],
  loops: [
    { name: 'leads.sweep-scores', due: accountsToSweep, work: sweepScores },
    { name: 'leads.hand-out', due: accountsToHandOut, work: handOut },
  ],
  topics: [
    { prefix: 'scores', mayFollow: async () => 'that-something-happened' },
    { prefix: 'lead-routers', mayFollow: async () => 'that-something-happened' },
  ],
  actions,
  personalData: [leadOfPerson],
  mergers,
  fieldUses,
  tagUses,
  reassign,
  nextDue,
};

/** When points next decay, or somebody is next there for records that wait. */
async function nextDue(db: AccountDb): Promise<Date | undefined> {
  const times = [await nextWake(db)];
  for (const score of await allScores(db)) times.push(await nextDecayOf(db, score));
  return times.filter((time) => time !== undefined).toSorted((one, other) => one.getTime() - other.getTime())[0];
}
