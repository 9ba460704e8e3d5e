import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, horizontalListSortingStrategy, SortableContext, sortableKeyboardCoordinates, useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconLock, IconUsers } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { showProblem } from '../ui/notice.ts';
import { useGroups } from './use-groups.ts';
import { addressOf } from './list-state.ts';
import classes from './list.module.css';
import { type View, viewCalls, viewsQuery } from './views-data.ts';

/** The router would call every tab of the list the current one. */
const EXACT = { exact: true, includeSearch: true };
/** Further than that a press is a drag. */
const DRAGGED_PX = 6;

interface ListTabsProps {
  object: ObjectType;
  views: readonly View[];
  /** The view that is open, and the group, where no view is. */
  view: View | undefined;
  group: string;
}

/** Everything, the kept views in an order of one's own, and the groups among one's favourites, as tabs. */
export function ListTabs({ object, views, view, group }: ListTabsProps) {
  const groups = useGroups(object.id).filter(({ id, favourite }) => favourite || (!view && String(id) === group));
  const path = usePath();
  const list = path(`/records/${object.key}`);
  if (views.length === 0 && groups.length === 0) return null;
  const shown = view ? `view ${view.id}` : group ? `group ${group}` : '';
  return (
    <nav className={classes.tabs} aria-label={t('lists.tabs')}>
      <Link to={list} search={{ mode: 'table' } as never} {...tabProps(shown === '')}>
        <span>{t('records.everything')}</span>
      </Link>
      <SortableViews object={object} views={views} list={list} shown={shown} />
      {views.length > 0 && groups.length > 0 && <span className={classes.divider} aria-hidden="true" />}
      {groups.map(({ id, name }) => (
        <Link key={id} to={list} search={{ group: String(id) } as never} {...tabProps(shown === `group ${id}`)}>
          <span>{name}</span>
        </Link>
      ))}
    </nav>
  );
}

const tabProps = (isCurrent: boolean) =>
  ({ className: classes.tab, activeProps: {}, activeOptions: EXACT, 'aria-current': isCurrent ? 'page' : undefined }) as const;

function SortableViews({ object, views, list, shown }: Pick<ListTabsProps, 'object' | 'views'> & { list: string; shown: string }) {
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
          <ViewTab key={view.id} view={view} list={list} isCurrent={shown === `view ${view.id}`} />
        ))}
      </SortableContext>
    </DndContext>
  );
}

function ViewTab({ view, list, isCurrent }: { view: View; list: string; isCurrent: boolean }) {
  const { setNodeRef, listeners, transform, transition } = useSortable({ id: view.id });
  const Icon = view.shared ? IconUsers : IconLock;
  return (
    <Link
      ref={setNodeRef}
      to={list}
      search={addressOf(view.settings, view.id) as never}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      draggable={false}
      title={view.shared ? t('lists.view.shared') : t('lists.view.private')}
      {...listeners}
      {...tabProps(isCurrent)}
    >
      <Icon size={14} aria-hidden="true" />
      <span>{view.name}</span>
    </Link>
  );
}
