import { Link } from '@tanstack/react-router';
import { later } from '../app/later.tsx';
import { t } from '../app/messages/t.ts';
import type { ObjectType } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import classes from './list.module.css';
import { useGroups } from './use-groups.ts';
import { tabProps, type ViewsProps, ViewTab } from './view-tab.tsx';
import type { View } from './views-data.ts';

/** Dragging comes a moment after the tabs. */
const SortableViews = later(
  async () => (await import('./sortable-views.tsx')).SortableViews,
  ({ views, list, shown }: ViewsProps) =>
    views.map((view) => <ViewTab key={view.id} view={view} list={list} isCurrent={shown === `view ${view.id}`} />),
);

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
