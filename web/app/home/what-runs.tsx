import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RunningRow } from '../../ui/progress.tsx';
import { Section } from '../../ui/page-header.tsx';
import { t } from '../messages/t.ts';
import { useAccountId } from '../session.ts';
import { usePath } from '../url.ts';
import { useWork } from '../frame/use-work.ts';
import { automationsQuery } from './home-data.ts';
import classes from './home.module.css';

/** Imports and bulk actions that are at work, as the frame asks for them, and the published maps. */
export function WhatRuns() {
  const path = usePath();
  const work = useWork();
  const { data: automations = [] } = useQuery(automationsQuery(useAccountId()));
  if (work.length === 0 && automations.length === 0) return null;
  return (
    <Section title={t('home.running')}>
      {work.length > 0 && (
        <Stack gap="md" mb={automations.length > 0 ? 'md' : 0}>
          {work.map((item) => (
            <RunningRow key={item.id} item={item} />
          ))}
        </Stack>
      )}
      <ul className={classes.list}>
        {automations.map((automation) => (
          <li key={automation.id}>
            <Anchor component={Link} to={path(`/automations/${automation.id}`)}>
              {automation.name}
            </Anchor>
            <Text size="sm" c="dimmed" className="tabular">
              {t('home.running.people', { count: automation.standing })}
              {automation.failed > 0 && (
                <Text span inherit c="bad">
                  {' · '}
                  {t('home.running.failed', { count: automation.failed })}
                </Text>
              )}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
