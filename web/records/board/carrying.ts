import {
  type Announcements,
  KeyboardCode,
  KeyboardSensor,
  type KeyboardCoordinateGetter,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useMemo, useRef } from 'react';
import { t } from '../../app/messages/t.ts';
import type { ListedRecord } from '../data.ts';

/** So far the pointer moves before a press becomes carrying; so long a finger rests. */
const PULL_PX = 6;
const REST_MS = 220;
const SLIP_PX = 8;

/** How cards are carried: with the mouse, a resting finger, or Space and the arrow keys; and what is said of it meanwhile. */
export function useCarrying(columns: readonly { id: number }[], labelOf: (id: number) => string) {
  const ids = columns.map(({ id }) => id).join(',');
  const coordinateGetter = useMemo(() => byColumns(ids.split(',')), [ids]);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: PULL_PX } }),
    useSensor(TouchSensor, { activationConstraint: { delay: REST_MS, tolerance: SLIP_PX } }),
    useSensor(KeyboardSensor, {
      coordinateGetter,
      keyboardCodes: { start: [KeyboardCode.Space], cancel: [KeyboardCode.Esc], end: [KeyboardCode.Space, KeyboardCode.Enter] },
    }),
  );
  const nameOf = (data: { current?: { card?: ListedRecord } | undefined }): string => data.current?.card?.name || t('records.unnamed');
  const lastOver = useRef<number>(undefined);
  const announcements: Announcements = {
    onDragStart({ active }) {
      // The column it stands in is no news.
      lastOver.current = Number(active.data.current?.from);
      return t('records.board.picked', { name: nameOf(active.data), column: labelOf(lastOver.current) });
    },
    onDragOver: ({ over }) => {
      const isNews = over !== null && Number(over.id) !== lastOver.current;
      lastOver.current = over === null ? undefined : Number(over.id);
      return isNews ? t('records.board.over', { column: labelOf(Number(over.id)) }) : undefined;
    },
    onDragEnd: ({ active, over }) =>
      over && Number(over.id) !== active.data.current?.from
        ? t('records.board.put', { name: nameOf(active.data), column: labelOf(Number(over.id)) })
        : t('records.board.kept', { name: nameOf(active.data) }),
    onDragCancel: ({ active }) => t('records.board.kept', { name: nameOf(active.data) }),
  };
  return { sensors, accessibility: { announcements, screenReaderInstructions: { draggable: t('records.board.how') } } };
}

/** The arrow keys carry a card a whole column at a time. */
const byColumns =
  (order: readonly string[]): KeyboardCoordinateGetter =>
  (event, { context: { active, over, droppableRects, collisionRect } }) => {
    const step = event.code === KeyboardCode.Right ? 1 : event.code === KeyboardCode.Left ? -1 : 0;
    if (step === 0 || !active || !collisionRect) return undefined;
    event.preventDefault();
    const isRightToLeft = document.documentElement.dir === 'rtl';
    const at = order.indexOf(String(over?.id ?? active.data.current?.from));
    const target = droppableRects.get(order[Math.max(0, Math.min(order.length - 1, at + (isRightToLeft ? -step : step)))] ?? '');
    return target && { x: target.left + (target.width - collisionRect.width) / 2, y: target.top + 8 };
  };
