import type { Broadcast } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { STATES } from './broadcast-data.ts';

export function BroadcastState({ broadcast: { state } }: { broadcast: Pick<Broadcast, 'state'> }) {
  return (
    <StatusBadge state={STATES[state]} open={state === 'scheduled'}>
      {t(`broadcasts.state.${state}`)}
    </StatusBadge>
  );
}
