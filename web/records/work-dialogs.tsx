import { t } from '../app/messages/t.ts';
import { CompleteDialog } from './complete-dialog.tsx';
import { AssignDialog, CancelDialog, RescheduleDialog } from './task-dialogs.tsx';
import type { TaskWork } from './use-task-work.ts';

/** What is asked about the task at hand, or about those chosen. */
export function WorkDialogs({ work }: { work: TaskWork }) {
  const { current, dialog, affected, chosen } = work;
  const close = (): void => work.setDialog(null);
  if (!current || dialog === null) return null;
  const title = chosen.size > 0 ? t('tasks.chosen', { count: chosen.size }) : current.subject;
  switch (dialog) {
    case 'complete':
      return (
        <CompleteDialog
          task={current}
          onClose={close}
          onDone={() => {
            close();
            work.moveOn([current.id]);
          }}
        />
      );
    case 'reschedule':
      return <RescheduleDialog title={title} onClose={close} onKeep={(dueAt) => work.change({ do: 'reschedule', ids: affected, dueAt })} />;
    case 'assign':
      return (
        <AssignDialog title={title} onClose={close} onKeep={(assigneeId) => work.change({ do: 'reassign', ids: affected, assigneeId })} />
      );
    case 'cancel':
      return (
        <CancelDialog
          title={current.subject}
          onClose={close}
          onKeep={async (note) => {
            await work.calls.cancel(current.id, note);
            work.moveOn([current.id]);
            await work.again();
          }}
        />
      );
  }
}
