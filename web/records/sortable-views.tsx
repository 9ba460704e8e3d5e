import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, horizontalListSortingStrategy, SortableContext, sortableKeyboardCoordinates, useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { useQueryClient } from '@tanstack/react-query';
import { useAccountId, useApi } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { type ViewsProps, ViewTab } from './view-tab.tsx';
import { type View, viewCalls, viewsQuery } from './views-data.ts';

/** Further than that a press is a drag. */
const DRAGGED_PX = 6;

/** The kept views as tabs that are put in order by dragging. */
export function SortableViews({ object, views, list, shown }: ViewsProps) {
  const api = useApi();
  const queries = useQueryClient();
  const accountId = useAccountId();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAGGED_PX } }),
    // Space lifts a tab; Enter follows it, as links do.
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space'] },
    }),
  );
  const ids = views.map(({ id }) => id);
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    if (!over || active.id === over.id) return;
    const order = arrayMove(ids, ids.indexOf(Number(active.id)), ids.indexOf(Number(over.id)));
    const { queryKey } = viewsQuery(accountId, object.id);
    queries.setQueryData(
      queryKey,
      order.map((id) => views.find((one) => one.id === id)!),
    );
    viewCalls(api)
      .arrange(object.id, order)
      .catch(showProblem)
      .finally(() => void queries.invalidateQueries({ queryKey }));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
      <SortableContext items={ids} strategy={horizontalListSortingStrategy}>
        {views.map((view) => (
          <SortableView key={view.id} view={view} list={list} isCurrent={shown === `view ${view.id}`} />
        ))}
      </SortableContext>
    </DndContext>
  );
}

function SortableView(props: { view: View; list: string; isCurrent: boolean }) {
  const { setNodeRef, listeners, transform, transition } = useSortable({ id: props.view.id });
  return <ViewTab {...props} ref={setNodeRef} style={{ transform: CSS.Translate.toString(transform), transition }} {...listeners} />;
}
