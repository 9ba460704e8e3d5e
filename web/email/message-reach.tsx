import { Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi } from '../app/session.ts';
import { Section } from '../ui/page-header.tsx';
import { reachQuery, reasonText } from './email-data.ts';
import classes from './email.module.css';
import { formatNumber } from '../ui/numbers.ts';

/** How many would get a message today, and how many not and why: what the gate says, counted before anything is sent. */
export function MessageReach({ messageId, objectId }: { messageId: number; objectId: number }) {
  const api = useApi();
  const accountId = useAccountId();
  const [group, setGroup] = useState<string | null>(null);
  const { data: groups } = useQuery({
    queryKey: [accountId, 'groups', 'of', objectId],
    queryFn: ({ signal }) => api.get('/api/groups', { object: objectId }, signal),
  });
  const { data: reach } = useQuery(reachQuery(accountId, messageId, group));
  const refused = reach ? reach.total - reach.reached : 0;
  return (
    <Section title={t('email.reach')} description={t('email.reach.saved')}>
      <Stack gap="sm">
        <Select
          label={t('email.reach.group')}
          placeholder={t('email.reach.everybody')}
          data={(groups?.groups ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={group}
          onChange={setGroup}
          clearable
          searchable
        />
        {reach && (
          <>
            <div className={classes.bar} aria-hidden="true">
              <span style={{ inlineSize: `${reach.total === 0 ? 0 : (100 * reach.reached) / reach.total}%` }} />
            </div>
            <Text className="tabular">
              <strong>{t('email.reach.reached', { count: reach.reached })}</strong>
              {refused > 0 && `, ${t('email.reach.refused', { count: refused })}:`}
            </Text>
            <ul className={classes.list}>
              {reach.refused.map(({ reason, count }) => (
                <li key={reason}>
                  <span>{reasonText(reason)}</span>
                  <span className="tabular">{formatNumber(count)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Stack>
    </Section>
  );
}
