import type { ComponentType } from 'react';
import type { MessageKey } from './messages/t.ts';

/** Something that opens in the right drawer under `?open=NAME/ID`. Its component gets the id. */
export interface DrawerScreen {
  name: string;
  title: MessageKey;
  load: () => Promise<{ default: ComponentType<{ id: string }> }>;
}

/** Append yours. */
export const drawers: readonly DrawerScreen[] = [];
