import { t } from '../../app/messages/t.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { type BulkRunView, STATUS_STATES } from './bulk-data.ts';

/** Whether a run goes on, has ended, or was undone since. */
export function RunState({ run }: { run: BulkRunView }) {
  if (run.undoneBy !== null)
    return (
      <StatusBadge state="quiet" open>
        {t('bulk.status.undone')}
      </StatusBadge>
    );
  return <StatusBadge state={STATUS_STATES[run.status]}>{t(`bulk.status.${run.status}`)}</StatusBadge>;
}
