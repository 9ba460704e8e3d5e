import type { CollisionDetection } from '@dnd-kit/core';
import type { Block } from '../../src/documents/schema.ts';
import { type Place, placesFor } from './tree.ts';

/** The place nearest to the pointer where what is dragged may stand; none where that is its own. */
export const nearestGap =
  (blocks: readonly Block[]): CollisionDetection =>
  ({ active, droppableContainers, droppableRects, pointerCoordinates }) => {
    if (!pointerCoordinates) return [];
    const { block } = active.data.current as { block: Block };
    const allowed = new Set(placesFor(blocks, block).map(keyOf));
    const found = droppableContainers
      .flatMap((container) => {
        const rect = droppableRects.get(container.id);
        const place = container.data.current?.place as Place | undefined;
        if (!rect || !place || !allowed.has(keyOf(place))) return [];
        const across = Math.max(rect.left - pointerCoordinates.x, 0, pointerCoordinates.x - rect.right);
        const along = Math.max(rect.top - pointerCoordinates.y, 0, pointerCoordinates.y - rect.bottom);
        return [{ id: container.id, data: { droppableContainer: container, value: across * 2 + along } }];
      })
      .toSorted((one, other) => one.data.value - other.data.value);
    return found.slice(0, 1);
  };

const keyOf = ({ holder, slot, index }: Place): string => `${holder ?? ''}/${slot}/${index}`;
