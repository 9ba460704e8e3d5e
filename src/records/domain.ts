import type { Domain } from '../app/kernel/domain.ts';
import { actions } from './actions.ts';
import { RECORD_EVENTS } from './events.ts';
import { jobs } from './jobs.ts';
import { mergers } from './merging/mergers.ts';
import { personalData } from './personal-data.ts';
import { prepareAccount } from './prepare-account.ts';
import { accountsWithDueTasks, nextTaskDue } from './queries/task-reminders.ts';
import { reassign } from './reassign.ts';
import { routes } from './routes.ts';
import { runDueTasks } from './tasks/run-due-tasks.ts';
import { followSettings, SETTINGS_KINDS } from './computed/follow-settings.ts';
import { searchables } from './searchables.ts';
import { notices } from './notices.ts';
import { templateUses } from './tasks/template-uses.ts';
import { topics } from './topics.ts';
import { followWords, SPEAKING_KINDS } from './words/follow-words.ts';
import { refreshSearch } from './words/refresh-search.ts';
import { workOutStale } from './computed/work-out-stale.ts';
import { accountsWithStaleValues } from './queries/stale-values.ts';
import { accountsToRefresh } from './queries/word-book.ts';

export const records: Domain = {
  name: 'records',
  events: RECORD_EVENTS,
  routes,
  jobs,
  loops: [
    { name: 'records.work-out-stale', due: accountsWithStaleValues, work: workOutStale },
    { name: 'records.tasks', due: accountsWithDueTasks, work: runDueTasks },
    { name: 'records.refresh-search', due: accountsToRefresh, work: refreshSearch },
  ],
  followers: [
    { name: 'records.search-words', kinds: SPEAKING_KINDS, mayLag: true, follow: followWords },
    { name: 'records.settings', kinds: SETTINGS_KINDS, follow: followSettings },
  ],
  searchables,
  actions,
  personalData,
  mergers,
  prepareAccount,
  nextDue: nextTaskDue,
  reassign,
  fieldUses: templateUses,
  topics,
  notices,
};
