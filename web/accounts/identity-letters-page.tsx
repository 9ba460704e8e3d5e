import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';

/** Letters about identity that could not be sent, for the operator's eyes alone: invitations, confirmations, resets. */
export default function IdentityLettersPage() {
  const { data, error, refetch } = useQuery({
    queryKey: ['operator', 'letters'],
    queryFn: ({ signal }) => api.get('/api/operator/identity-mails', undefined, signal),
  });
  return (
    <SettingsPage title={t('accounts.letters')} wide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <EmptyState title={t('accounts.letters.empty')} sentence={t('accounts.letters.empty.sentence')} />}
      {data && data.length > 0 && (
        <Section description={t('accounts.letters.sentence')}>
          <PageTable
            minWidth={560}
            rows={data}
            rowId={({ id }) => id}
            columns={[
              { label: t('accounts.letters.to'), render: ({ email }) => email },
              {
                label: t('accounts.letters.subject'),
                render: ({ subject, failure }) => (
                  <>
                    {subject}
                    {failure && (
                      <Text size="sm" c="bad">
                        {failure}
                      </Text>
                    )}
                  </>
                ),
              },
              { label: t('accounts.letters.written'), render: ({ writtenAt }) => <RelativeTime time={writtenAt} /> },
              {
                label: t('accounts.letters.link'),
                render: ({ link }) =>
                  link && (
                    <Anchor href={link} size="sm">
                      {t('accounts.letters.open')}
                    </Anchor>
                  ),
              },
            ]}
          />
        </Section>
      )}
    </SettingsPage>
  );
}
