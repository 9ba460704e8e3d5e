import { t } from '../app/messages/t.ts';
import type { useRefresh } from '../app/session.ts';
import { showProblem, showUndo } from '../ui/notice.ts';
import type { Task } from './data.ts';

interface Completed {
  task: Task;
  failed: number;
  reopen: () => Promise<unknown>;
  refresh: ReturnType<typeof useRefresh>;
}

/** Says that a task is done and offers to open it again. */
export async function afterCompleting({ task, failed, reopen, refresh }: Completed): Promise<void> {
  const { subject } = task;
  const all = (): Promise<unknown> => Promise.all([refresh('tasks'), refresh('records')]);
  if (failed > 0) showProblem(new Error(t('tasks.completed.failed', { subject, count: failed })));
  else showUndo(t('tasks.completed', { subject }), () => reopen().then(all));
  await all();
}
