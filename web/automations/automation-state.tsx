import { t } from '../app/messages/t.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import type { AutomationLine } from './automation-data.ts';

/** Whether an automation is a draft, runs, or is paused. */
export function AutomationState({ automation: { status } }: { automation: Pick<AutomationLine, 'status'> }) {
  const state = { draft: 'quiet', published: 'good', paused: 'warn' } as const;
  return (
    <StatusBadge state={state[status]} open={status !== 'published'}>
      {t(`automations.status.${status}`)}
    </StatusBadge>
  );
}
