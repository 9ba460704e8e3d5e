import { Button, Group } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { showProblem } from '../ui/notice.ts';
import { Progress } from '../ui/progress.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { type ChangeStatus, isUnderWay } from './under-way.ts';

interface ChangeLineProps {
  change: { status: ChangeStatus; changed: number; total: number; createdAt: string };
  /** What was changed. */
  children: string;
  /** What is being done while it is under way, and what became of it. */
  state: string;
  undoLabel: string;
  undo: () => Promise<unknown>;
}

/** A change to many records that goes on by itself: how far it is, and the way back. */
export function ChangeLine({ change, children, state, undoLabel, undo }: ChangeLineProps) {
  const { status, changed, total, createdAt } = change;
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <div style={{ minInlineSize: 0, flex: 1, overflowWrap: 'anywhere' }}>
        <div>{children}</div>
        {isUnderWay(change) ? (
          <Progress label={state} done={changed} total={total} />
        ) : (
          <span className="quiet">
            {state} <RelativeTime time={createdAt} />
          </span>
        )}
      </div>
      {(status === 'done' || status === 'running') && (
        <Button variant="subtle" size="compact-sm" aria-label={undoLabel} onClick={() => void undo().catch(showProblem)}>
          {t('ui.undo')}
        </Button>
      )}
    </Group>
  );
}
