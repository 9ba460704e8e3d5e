import { Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { t } from '../messages/t.ts';
import { type Place, visiblePlaces } from '../places.ts';
import { useAccount, useObjects } from '../session.ts';
import { usePath, usePathname } from '../url.ts';
import { Brand } from './brand.tsx';
import classes from './frame.module.css';

/** The places of the account; narrow when it is collapsed. */
export function Rail({ collapsed, onCollapse }: { collapsed: boolean; onCollapse: () => void }) {
  return (
    <nav className={classes.rail} aria-label={t('app.places')}>
      <Brand />
      <PlaceList collapsed={collapsed} />
      <div className={classes.foot}>
        <FootPlaces collapsed={collapsed} />
        <Labelled label={t('app.rail.expand')} isNeeded={collapsed}>
          <button
            type="button"
            className={classes.place}
            onClick={onCollapse}
            aria-expanded={!collapsed}
            aria-label={collapsed ? t('app.rail.expand') : t('app.rail.collapse')}
          >
            {collapsed ? <IconLayoutSidebarLeftExpand /> : <IconLayoutSidebarLeftCollapse />}
            <span>{t('app.rail.collapse')}</span>
          </button>
        </Labelled>
      </div>
    </nav>
  );
}

/** Places in the middle of the rail: the first, then the objects of the account, then the rest. */
export function PlaceList({ collapsed = false, onGo }: { collapsed?: boolean; onGo?: () => void }) {
  const account = useAccount();
  const objects = useObjects();
  const [first, ...rest] = visiblePlaces(account).filter((place) => !place.atFoot);
  return (
    <div className={classes.places}>
      <ul className={classes.list}>{first && <PlaceLink place={first} collapsed={collapsed} onGo={onGo} />}</ul>
      <p className={classes.heading}>{t('app.places.records')}</p>
      <ul className={classes.list}>
        {objects.map((object) => (
          <RailLink
            key={object.id}
            label={object.plural}
            path={`/records/${object.key}`}
            icon={<ObjectIcon name={object.icon} />}
            collapsed={collapsed}
            onGo={onGo}
          />
        ))}
      </ul>
      {rest.length > 0 && <p className={classes.heading}>{t('app.places.work')}</p>}
      <ul className={classes.list}>
        {rest.map((place) => (
          <PlaceLink key={place.id} place={place} collapsed={collapsed} onGo={onGo} />
        ))}
      </ul>
    </div>
  );
}

export function FootPlaces({ collapsed = false, onGo }: { collapsed?: boolean; onGo?: () => void }) {
  const account = useAccount();
  return (
    <ul className={classes.list}>
      {visiblePlaces(account)
        .filter((place) => place.atFoot)
        .map((place) => (
          <PlaceLink key={place.id} place={place} collapsed={collapsed} onGo={onGo} />
        ))}
    </ul>
  );
}

interface PlaceLinkProps {
  place: Place;
  collapsed: boolean;
  onGo?: (() => void) | undefined;
}

function PlaceLink({ place, collapsed, onGo }: PlaceLinkProps) {
  const Icon = place.icon as ComponentType;
  return (
    <RailLink label={t(place.label)} path={place.path} icon={<Icon />} collapsed={collapsed} onGo={onGo}>
      {place.Count && <place.Count />}
    </RailLink>
  );
}

interface RailLinkProps {
  label: string;
  path: string;
  icon: ReactNode;
  collapsed: boolean;
  onGo?: (() => void) | undefined;
  children?: ReactNode;
}

function RailLink({ label, path, icon, collapsed, onGo, children }: RailLinkProps) {
  const active = useIsAt(path);
  const to = usePath()(path);
  return (
    <li>
      <Labelled label={label} isNeeded={collapsed}>
        <Link
          to={to}
          className={classes.place}
          data-active={active || undefined}
          aria-current={active ? 'page' : undefined}
          aria-label={collapsed ? label : undefined}
          onClick={onGo}
        >
          {icon}
          <span>{label}</span>
          {children}
        </Link>
      </Labelled>
    </li>
  );
}

/** Beside the narrow rail, where words are hidden; the wide one needs no machinery for each of its lines. */
function Labelled({ label, isNeeded, children }: { label: string; isNeeded: boolean; children: ReactElement }) {
  if (!isNeeded) return children;
  return (
    <Tooltip label={label} position="right">
      {children}
    </Tooltip>
  );
}

/** Whether the page is this place or lies within it. */
export function useIsAt(path: string): boolean {
  const pathname = usePathname();
  const here = pathname.replace(/\/+$/, '');
  const place = usePath()(path).replace(/\/+$/, '');
  return here === place || (path !== '/' && here.startsWith(`${place}/`));
}
