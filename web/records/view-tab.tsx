import { IconLock, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';
import { t } from '../app/messages/t.ts';
import type { ObjectType } from '../app/session.ts';
import { addressOf } from './list-state.ts';
import classes from './list.module.css';
import type { View } from './views-data.ts';

export interface ViewsProps {
  object: ObjectType;
  views: readonly View[];
  /** The address of the list they look at. */
  list: string;
  /** The tab that is current: `view 3`. */
  shown: string;
}

/** The router would call every tab of the list the current one. */
const EXACT = { exact: true, includeSearch: true };

export const tabProps = (isCurrent: boolean) =>
  ({ className: classes.tab, activeProps: {}, activeOptions: EXACT, 'aria-current': isCurrent ? 'page' : undefined }) as const;

interface ViewTabProps extends Omit<ComponentPropsWithRef<'a'>, 'href'> {
  view: View;
  list: string;
  isCurrent: boolean;
}

/** The tab of a kept view. */
export function ViewTab({ view, list, isCurrent, ...others }: ViewTabProps) {
  const Icon = view.shared ? IconUsers : IconLock;
  return (
    <Link
      to={list}
      search={addressOf(view.settings, view.id) as never}
      draggable={false}
      title={view.shared ? t('lists.view.shared') : t('lists.view.private')}
      {...others}
      {...tabProps(isCurrent)}
    >
      <Icon size={14} aria-hidden="true" />
      <span>{view.name}</span>
    </Link>
  );
}
