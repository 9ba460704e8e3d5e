import type { Api } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import type { RunningItem } from '../../app/work.ts';

/** What the frame's list of running work shows of broadcasts. */
export async function runningBroadcasts(api: Api): Promise<RunningItem[]> {
  const { open } = await api.get('/api/broadcasts', { limit: 1 });
  return open
    .filter(({ state, phase }) => state === 'running' && phase !== 'choosing')
    .map(({ id, name, progress }) => ({
      id: `broadcast-${id}`,
      label: t('broadcasts.running', { name }),
      done: progress.queued - progress.waiting,
      total: progress.total,
      path: `/messages/broadcasts/${id}`,
    }));
}
