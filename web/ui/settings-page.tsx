import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccount, useMe } from '../app/session.ts';
import { settingsPlaces } from '../app/settings.ts';
import { usePath } from '../app/url.ts';
import { useIsAt } from '../app/frame/rail.tsx';
import { PageBody, PageHeader } from './page-header.tsx';
import classes from './settings-page.module.css';

interface SettingsPageProps {
  title: string;
  meta?: ReactNode;
  actions?: ReactNode;
  within?: readonly { label: string; path: string }[];
  /** Uses the full width, for tables and matrices. */
  wide?: boolean;
  children: ReactNode;
}

const groups = ['you', 'account', 'records', 'sending', 'installation'] as const;

/** A page of the settings, with the list of all of them beside it. */
export function SettingsPage({ title, meta, actions, within = [], wide = false, children }: SettingsPageProps) {
  const account = useAccount();
  const isOperator = useMe()?.identity.isOperator ?? false;
  const shown = settingsPlaces.filter((place) => (place.visible?.(account) ?? true) && (isOperator || !place.forOperator));
  return (
    <>
      <PageHeader title={title} meta={meta} actions={actions} within={[{ label: t('app.place.settings'), path: '/settings' }, ...within]} />
      <div className={classes.layout}>
        <nav className={classes.list} aria-label={t('app.place.settings')}>
          {groups.map((group) => {
            const places = shown.filter((place) => place.group === group);
            if (places.length === 0) return null;
            return (
              <div key={group}>
                <p>{t(`app.settings.${group}`)}</p>
                <ul>
                  {places.map((place) => (
                    <SettingsLink key={place.id} label={t(place.label)} path={place.path} />
                  ))}
                </ul>
              </div>
            );
          })}
        </nav>
        <div className={classes.content}>
          <PageBody wide={wide}>{children}</PageBody>
        </div>
      </div>
    </>
  );
}

function SettingsLink({ label, path }: { label: string; path: string }) {
  const active = useIsAt(path);
  const item = useRef<HTMLLIElement>(null);
  // The page at hand may lie out of sight in the list, which is one row on a phone: the list is moved, and never the page beside it.
  useEffect(() => {
    const list = item.current?.closest('nav');
    if (!active || !item.current || !list) return;
    const at = item.current.getBoundingClientRect();
    const shown = list.getBoundingClientRect();
    if (at.left < shown.left || at.right > shown.right) list.scrollLeft += (at.left + at.right - shown.left - shown.right) / 2;
    if (at.top < shown.top || at.bottom > shown.bottom) list.scrollTop += (at.top + at.bottom - shown.top - shown.bottom) / 2;
  }, [active]);
  const to = usePath()(path);
  return (
    <li ref={item}>
      <Link to={to} data-active={active || undefined} aria-current={active ? 'page' : undefined}>
        {label}
      </Link>
    </li>
  );
}
