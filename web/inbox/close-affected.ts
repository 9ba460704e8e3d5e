import { t } from '../app/messages/t.ts';
import { showProblem, showUndo } from '../ui/notice.ts';
import type { InboxWork } from './use-inbox-work.ts';

/** Closes the conversations that are chosen, or the one at hand, and goes on with the next; it can be taken back. */
export function closeAffected(work: InboxWork): void {
  const ids = work.affected;
  if (work.filter.state !== 'closed' && work.filter.state !== 'any') work.moveOn(ids);
  work.calls
    .close(ids)
    .then(() => showUndo(t('inbox.close.done', { count: ids.length }), () => work.calls.reopen(ids).then(work.again)), showProblem)
    .finally(() => void work.again());
}
