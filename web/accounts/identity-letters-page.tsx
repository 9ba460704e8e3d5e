import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
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
          <Table.ScrollContainer minWidth={560}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('accounts.letters.to')}</Table.Th>
                  <Table.Th>{t('accounts.letters.subject')}</Table.Th>
                  <Table.Th>{t('accounts.letters.written')}</Table.Th>
                  <Table.Th>{t('accounts.letters.link')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((letter) => (
                  <Table.Tr key={letter.id}>
                    <Table.Td>{letter.email}</Table.Td>
                    <Table.Td>
                      {letter.subject}
                      {letter.failure && (
                        <Text size="sm" c="bad">
                          {letter.failure}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <RelativeTime time={letter.writtenAt} />
                    </Table.Td>
                    <Table.Td>
                      {letter.link && (
                        <Anchor href={letter.link} size="sm">
                          {t('accounts.letters.open')}
                        </Anchor>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Section>
      )}
    </SettingsPage>
  );
}
