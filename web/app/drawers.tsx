import type { ComponentType } from 'react';
import type { MessageKey } from './messages/t.ts';

/** Something that opens in the right drawer under `?open=NAME/ID`. Its component gets the id. */
export interface DrawerScreen {
  name: string;
  title: MessageKey;
  load: () => Promise<{ default: ComponentType<{ id: string }> }>;
}

/** Append yours. */
export const drawers: readonly DrawerScreen[] = [
  { name: 'notifications', title: 'notifications.title', load: () => import('../notifications/notifications-drawer.tsx') },
  { name: 'new-record', title: 'records.new', load: () => import('../records/new-record-drawer.tsx') },
  { name: 'task', title: 'records.task', load: () => import('../records/task-drawer.tsx') },
  { name: 'log-call', title: 'calls.log', load: () => import('../records/log-call-drawer.tsx') },
  { name: 'new-task', title: 'records.tasks.add', load: () => import('../records/new-task-drawer.tsx') },
  { name: 'history', title: 'records.history', load: () => import('../records/history-drawer.tsx') },
  { name: 'former', title: 'records.former', load: () => import('../records/former-drawer.tsx') },
  { name: 'quick', title: 'records.quick', load: () => import('../records/record-quick.tsx') },
];
