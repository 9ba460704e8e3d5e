import { Drawer } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useState } from 'react';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { t } from '../messages/t.ts';
import { visiblePlaces } from '../places.ts';
import { useAccount, useObjects } from '../session.ts';
import { usePath } from '../url.ts';
import classes from './frame.module.css';
import { FootPlaces, PlaceList, useIsAt } from './rail.tsx';

const AFTER_THE_OBJECT = 2;

/** On a phone: the places used most within reach of a thumb, all others behind More. */
export default function BottomBar() {
  const [isOpen, setOpen] = useState(false);
  const [object] = useObjects();
  const [first, ...rest] = visiblePlaces(useAccount()).filter((place) => !place.atFoot);
  const picked = rest.filter((place) => place.onPhone).slice(0, AFTER_THE_OBJECT);
  return (
    <nav className={classes.bottom} aria-label={t('app.places')}>
      {first && <BottomLink label={t(first.label)} path={first.path} icon={iconOf(first.icon)} />}
      {object && <BottomLink label={object.plural} path={`/records/${object.key}`} icon={<ObjectIcon name={object.icon} size={20} />} />}
      {picked.map((place) => (
        <BottomLink key={place.id} label={t(place.label)} path={place.path} icon={iconOf(place.icon)} />
      ))}
      <button type="button" className={classes.bottomPlace} onClick={() => setOpen(true)} aria-haspopup="dialog" aria-expanded={isOpen}>
        <IconMenu2 aria-hidden="true" />
        <span>{t('app.more')}</span>
      </button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="bottom"
        size="80%"
        title={t('app.places')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <PlaceList onGo={() => setOpen(false)} />
        <FootPlaces onGo={() => setOpen(false)} />
      </Drawer>
    </nav>
  );
}

function iconOf(icon: unknown): ReactNode {
  const Icon = icon as ComponentType<{ 'aria-hidden': boolean }>;
  return <Icon aria-hidden />;
}

function BottomLink({ label, path, icon }: { label: string; path: string; icon: ReactNode }) {
  const active = useIsAt(path);
  const to = usePath()(path);
  return (
    <Link to={to} className={classes.bottomPlace} data-active={active || undefined} aria-current={active ? 'page' : undefined}>
      {icon}
      <span>{label}</span>
    </Link>
  );
}
