import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { meQuery, useAccount, useApi, useCan, useMe } from '../session.ts';
import { showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';

/** The way into the sample business beside this account, or a fresh one. */
export function SampleBusiness() {
  const account = useAccount();
  const me = useMe();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayMake = useCan('settings.manage');
  const sample = me?.accounts.find((seat) => seat.kind === 'sandbox' && seat.parentAccountId === account.id);
  const make = useMutation({
    mutationFn: () => api.post('/api/sample', {}),
    onSuccess: async ({ accountId }) => {
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      await navigate({ to: `/a/${accountId}` });
    },
    onError: showProblem,
  });
  if (account.kind === 'sandbox' || (!sample && !mayMake)) return null;
  return (
    <Section title={t('home.sample')} description={t(sample ? 'home.sample.sentence' : 'home.sample.none')}>
      {sample ? (
        <Button variant="default" onClick={() => void navigate({ to: `/a/${sample.id}` })}>
          {t('home.sample.visit', { name: sample.name })}
        </Button>
      ) : (
        <Button variant="default" onClick={() => make.mutate()} loading={make.isPending}>
          {t('home.sample.make')}
        </Button>
      )}
      {make.isPending && (
        <Text size="sm" c="dimmed" mt="xs" role="status">
          {t('home.sample.making')}
        </Text>
      )}
    </Section>
  );
}
