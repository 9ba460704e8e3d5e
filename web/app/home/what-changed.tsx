import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../messages/t.ts';
import { useAccountId } from '../session.ts';
import { Section } from '../../ui/page-header.tsx';
import { changesQuery } from './home-data.ts';
import classes from './home.module.css';
import { daysSinceLastVisit } from './last-visit.ts';

/** What happened since I was here last, in numbers. */
export function WhatChanged() {
  const accountId = useAccountId();
  const [{ days, isFirst }] = useState(() => daysSinceLastVisit(accountId));
  const { data: changes } = useQuery(changesQuery(accountId, days));
  if (!changes) return null;
  return (
    <Section title={t(isFirst ? 'home.changed.week' : 'home.changed', { days })}>
      <dl className={classes.figures}>
        <Figure label={t('home.changed.contacts')} count={changes.newContacts} />
        <Figure label={t('home.changed.touched')} count={changes.changedContacts} />
        <Figure label={t('home.changed.deals')} count={changes.newDeals} />
        <Figure label={t('home.changed.opened')} count={changes.opened} />
      </dl>
    </Section>
  );
}

function Figure({ label, count }: { label: string; count: number }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>{t('ui.number', { count })}</dd>
    </div>
  );
}
