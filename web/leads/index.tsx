import { t } from '../app/messages/t.ts';
import type { RunningItem, WorkSource } from '../app/work.ts';

/** Scores that look through all records now, for whoever may stop them. */
export const runningSweeps: WorkSource = async (api, { isOwner, rights }) => {
  if (!isOwner && !rights.includes('leads.manage')) return [];
  return (await api.get('/api/scores')).flatMap(({ id, name, sweep }): RunningItem[] =>
    sweep && !sweep.isStopped
      ? [
          {
            id: `score-${id}`,
            label: t('leads.score.sweep.running', { name }),
            done: sweep.done,
            total: sweep.total,
            path: `/settings/scoring/${id}`,
            stop: () => api.post(`/api/scores/${id}/stop`),
          },
        ]
      : [],
  );
};
