import { Anchor, Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../app/messages/t.ts';
import { usePath } from '../app/url.ts';
import classes from './page.module.css';

interface PageHeaderProps {
  title: string;
  /** The place this one lies in: label and path after `/a/$account`. */
  within?: readonly { label: string; path: string }[];
  /** One quiet line under the title: a count, a state. */
  meta?: ReactNode;
  /** Buttons at the end, the main one last. */
  actions?: ReactNode;
  /** Tabs or filters on the rule. */
  children?: ReactNode;
  /** Stands before the title: an icon. */
  mark?: ReactNode;
}

/** The head of every screen: names it and the document, and closes with the double rule. */
export function PageHeader({ title, within = [], meta, actions, children, mark }: PageHeaderProps) {
  const path = usePath();
  useDocumentTitle(`${title} · ${t('app.brand')}`);
  return (
    <header className={classes.header}>
      {within.length > 0 && (
        <nav aria-label={t('ui.within')} className={classes.within}>
          {within.map((place, index) => (
            <span key={place.path}>
              {index > 0 && <span aria-hidden="true"> / </span>}
              <Anchor component={Link} to={path(place.path)} size="sm" c="var(--qs-muted)">
                {place.label}
              </Anchor>
            </span>
          ))}
        </nav>
      )}
      <Group justify="space-between" align="center" gap="xs" wrap="wrap">
        <div className={classes.titles}>
          {mark}
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {meta && <span className={classes.meta}>{meta}</span>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </Group>
      {children}
    </header>
  );
}

/** What stands under the head: a reading column, or the full width when `wide`. */
export function PageBody({ children, wide }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes.body} data-wide={wide || undefined}>
      {children}
    </div>
  );
}

interface SectionProps {
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A raised sheet of paper with a title: the unit of settings and record pages. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className={classes.section}>
      {(title || actions) && (
        <Group justify="space-between" gap="xs" className={classes.sectionHead}>
          {title && (
            <Title order={2} size="h3">
              {title}
            </Title>
          )}
          {actions}
        </Group>
      )}
      {description && <p className={classes.sectionText}>{description}</p>}
      {children}
    </section>
  );
}
