import type { Domain } from '../app/kernel/domain.ts';
import { eventKinds } from '../app/registry.ts';
import { sendingResumed } from '../compliance/index.ts';
import { recordDeleted } from '../records/index.ts';
import { actions } from './actions.ts';
import { automationEvents } from './events.ts';
import { automationFact } from './facts.ts';
import { fieldUses } from './field-uses.ts';
import { tagUses } from './tag-uses.ts';
import { followDeletions } from './follow-deletions.ts';
import { followTriggers, followTriggersTogether } from './triggers/follow-triggers.ts';
import { goOnAfterStop } from './go-on-after-stop.ts';
import { followWakes } from './people/follow-wakes.ts';
import { jobs } from './jobs.ts';
import { mergers } from './mergers.ts';
import { automationsOfPerson } from './personal-data.ts';
import { accountsDue } from './queries/leaving.ts';
import { nextDue } from './next-due.ts';
import { accountsWithDates } from './queries/schedules.ts';
import { reachDates } from './triggers/reach-dates.ts';
import { routesOfEvents } from './triggers/routes-of-events.ts';
import { routesOfRules } from './outside/routes-of-rules.ts';
import { routesOfSeeing } from './seeing/routes-of-seeing.ts';
import { routesOfSimulations } from './simulation/routes-of-simulations.ts';
import { routesOfVersions } from './versions/routes-of-versions.ts';
import { routes } from './routes.ts';
import { runAutomations } from './run-automations.ts';
import { notices } from './people/tell-set-aside.ts';
import { topics } from './topics.ts';
import { waitingOnMaps } from './waiting-on-maps.ts';

export const automations: Domain = {
  name: 'automations',
  events: automationEvents,
  routes: [...routes, ...routesOfVersions, ...routesOfSeeing, ...routesOfSimulations, ...routesOfEvents, ...routesOfRules],
  jobs,
  topics,
  notices,
  followers: [
    {
      name: 'automations.triggers',
      // Asked for when a batch is announced: later domains have registered their kinds by then.
      get kinds() {
        return eventKinds()
          .filter(({ trigger }) => trigger)
          .map(({ kind }) => kind);
      },
      follow: followTriggers,
      followSeveral: followTriggersTogether,
    },
    { name: 'automations.resumed', kinds: [sendingResumed.kind], follow: goOnAfterStop },
    { name: 'automations.deletions', kinds: [recordDeleted.kind], follow: followDeletions },
    { name: 'automations.wakes', kinds: 'all', follow: followWakes },
  ],
  loops: [
    {
      name: 'automations.run',
      due: (database, now) => database.system((db) => accountsDue(db, now)),
      work: (database, accountId) => runAutomations(database, accountId),
    },
    {
      name: 'automations.dates',
      due: (database, now) => database.system((db) => accountsWithDates(db, now)),
      work: (database, accountId) => reachDates(database, accountId),
    },
  ],
  facts: [automationFact],
  actions,
  personalData: [automationsOfPerson],
  mergers,
  nextDue,
  waiting: waitingOnMaps,
  fieldUses,
  tagUses,
};
