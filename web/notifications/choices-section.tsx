import { Checkbox, NativeSelect, Table } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BY_MAIL, type ByMail, type Choice } from '../../src/notifications/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountKey, useApi } from '../app/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { notificationCalls } from './notifications-data.ts';

/** Of what somebody is told in the app, and of what by mail. Each change is kept at once. */
export function NotificationChoices() {
  const calls = notificationCalls(useApi());
  const queries = useQueryClient();
  const queryKey = useAccountKey('notifications', 'choices');
  const { data, error, refetch } = useQuery({ queryKey, queryFn: ({ signal }) => calls.choices(signal) });
  const choose = useMutation({
    mutationFn: (choice: Choice) => calls.choose([choice]),
    onSuccess: (chosen) => queries.setQueryData(queryKey, chosen),
    onError: showProblem,
  });
  return (
    <Section title={t('notifications.choices')} description={t('notifications.choices.sentence')}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('notifications.topic')}</Table.Th>
              <Table.Th>{t('notifications.inApp')}</Table.Th>
              <Table.Th>{t('notifications.byMail')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.choices.map((choice) => (
              <ChoiceRow key={choice.topic} choice={choice} onChange={(next) => choose.mutate(next)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function ChoiceRow({ choice, onChange }: { choice: Choice; onChange: (next: Choice) => void }) {
  const topic = t(`notifications.topic.${choice.topic}`);
  return (
    <Table.Tr>
      <Table.Td>{topic}</Table.Td>
      <Table.Td>
        <Checkbox
          aria-label={t('notifications.inApp.of', { topic })}
          checked={choice.inApp}
          onChange={(event) => onChange({ ...choice, inApp: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          miw={104}
          aria-label={t('notifications.byMail.of', { topic })}
          data={BY_MAIL.map((value) => ({ value, label: t(`notifications.byMail.${value}`) }))}
          value={choice.byMail}
          onChange={(event) => onChange({ ...choice, byMail: event.currentTarget.value as ByMail })}
        />
      </Table.Td>
    </Table.Tr>
  );
}
