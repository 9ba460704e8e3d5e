import '@mantine/notifications/styles.layer.css';
import { notifications, Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import { UndoMessage } from './undo-message.tsx';

const UNDO_MS = 12_000;

interface Notice {
  message: string;
  color: 'good' | 'bad' | 'sea';
  /** How long it stays; it must be closed by hand when left out. */
  forMs?: number;
  undo?: () => Promise<unknown>;
}

/** Shows a notice; one that can be undone carries the way back, whose refusal is told in the same place. */
export function show({ message, color, forMs, undo }: Notice): void {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('');
  const onUndo = (): void => {
    notifications.hide(id);
    undo?.().catch((error: Error) => show({ message: error.message, color: 'bad' }));
  };
  notifications.show({
    id,
    color,
    autoClose: undo ? UNDO_MS : (forMs ?? false),
    withBorder: true,
    closeButtonProps: { 'aria-label': t('ui.close') },
    message: undo ? <UndoMessage message={message} onUndo={onUndo} /> : message,
  });
}

/** Shows a part that stays until it is closed. */
export function showLasting(id: string, part: ReactNode): void {
  notifications.hide(id);
  notifications.show({
    id,
    color: 'sea',
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': t('ui.close') },
    message: part,
  });
}

/** Where notices appear. */
export default function Notices() {
  return <Notifications position="bottom-center" limit={3} />;
}
