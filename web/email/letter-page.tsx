import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OutboxLetter } from '../../src/email/schema.ts';
import { t, tFrom } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects } from '../app/session.ts';
import { useParam, usePath } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { letterQuery, reasonText, STATUS_STATES } from './email-data.ts';
import classes from './email.module.css';
import { LetterView } from './letter-view.tsx';

/** One letter as its reader has it, and what became of it. */
export default function LetterPage() {
  const id = Number(useParam('id'));
  const { data: shown, error, refetch } = useQuery(letterQuery(useAccountId(), id));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!shown) return <Loading />;
  return <Letter shown={shown} onActed={() => void refetch()} />;
}

function Letter({ shown, onActed }: { shown: OutboxLetter; onActed: () => void }) {
  const api = useApi();
  const path = usePath();
  const object = useObjects().find(({ id }) => id === shown.objectId);
  return (
    <>
      <PageHeader
        title={shown.subject || shown.messageName}
        within={[{ label: t('email.outbox'), path: '/outbox' }]}
        meta={
          <StatusBadge state={STATUS_STATES[shown.status]} open={shown.status === 'queued'}>
            {t(`email.status.${shown.status}`)}
          </StatusBadge>
        }
      />
      <div className={classes.letter}>
        <Section>
          {shown.letter ? (
            <LetterView letter={shown.letter} address={api.address(`/api/outbox/${shown.id}/letter.html`)} headers={shown.headers} />
          ) : (
            <Text c="dimmed">{t('email.letter.gone')}</Text>
          )}
        </Section>
        <Stack gap="lg">
          <Section title={t('email.letter.history')}>
            <Stack gap="sm">
              {shown.reason && <Text c="dimmed">{reasonText(shown.reason)}</Text>}
              <ul className={classes.list}>
                {shown.events.map((event, index) => (
                  <li key={`${event.kind} ${index}`}>
                    <span>{tFrom(`event.${event.kind}`)}</span>
                    <RelativeTime time={event.at} />
                  </li>
                ))}
              </ul>
              {object && (
                <Anchor component={Link} to={path(`/records/${object.key}/${shown.recordId}`)}>
                  {t('email.letter.record')}
                </Anchor>
              )}
            </Stack>
          </Section>
          {(shown.links.length > 0 || shown.unsubscribe) && (
            <Section title={t('email.letter.follow')} description={t('email.letter.follow.sentence')}>
              <ul className={classes.list}>
                {shown.links.map((link, index) => (
                  <li key={index}>
                    <Anchor href={link.follow} target="_blank" rel="noreferrer" onClick={() => setTimeout(onActed, 1500)}>
                      {t('email.letter.link', { url: link.url })}
                    </Anchor>
                  </li>
                ))}
                {shown.unsubscribe && (
                  <li>
                    <Anchor href={shown.unsubscribe} target="_blank" rel="noreferrer">
                      {t('email.letter.unsubscribe')}
                    </Anchor>
                  </li>
                )}
              </ul>
            </Section>
          )}
        </Stack>
      </div>
    </>
  );
}
