import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { t } from '../app/messages/t.ts';
import { UndoMessage } from './undo-message.tsx';

const READING_MS = 5_000;
const UNDO_MS = 12_000;

const closeButtonProps = { 'aria-label': t('ui.close') };

/** Says at the foot of the page that something is done. */
export function showDone(message: string): void {
  notifications.show({ message, color: 'good', autoClose: READING_MS, withBorder: true, closeButtonProps });
}

/** Says at the foot of the page why something was refused; stays until it is closed. */
export function showProblem(error: Error): void {
  notifications.show({ message: error.message, color: 'bad', autoClose: false, withBorder: true, closeButtonProps });
}

/** Says that something is done and offers to take it back. */
export function showUndo(message: string, undo: () => Promise<unknown>): void {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('');
  const onUndo = (): void => {
    notifications.hide(id);
    undo().catch(showProblem);
  };
  notifications.show({
    id,
    color: 'sea',
    autoClose: UNDO_MS,
    withBorder: true,
    closeButtonProps,
    message: createElement(UndoMessage, { message, onUndo }),
  });
}
