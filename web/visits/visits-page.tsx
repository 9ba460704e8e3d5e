import { Alert, Button, Group, NumberInput, Select, Stack, Switch, TagsInput, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CONSENT_MODES, domainName, LONGEST_COOKIE_DAYS, type VisitSettings } from '../../src/visits/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountKey, useApi, useRefresh } from '../app/session.ts';
import { Confirm } from '../ui/confirm.tsx';
import { CopiedCode } from '../ui/copied-code.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { VisitNumbers } from './visit-numbers.tsx';

/** While the snippet has not been heard from, or just was, the page looks again this often. */
const LOOK_AGAIN_MS = 4_000;

/** How visits to the account's own sites are noted: the line for their pages, and whether it is heard from. */
export default function VisitsPage() {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: useAccountKey('visits', 'settings'),
    queryFn: ({ signal }) => api.get('/api/visits/settings', undefined, signal),
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <SettingsPage title={t('visits.title')}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Snippet settings={data} />
          <HowVisits key={JSON.stringify([data.isOn, data.domains, data.consent, data.cookieDays])} settings={data} />
          <VisitNumbers settings={data} />
          <Key />
        </>
      )}
    </SettingsPage>
  );
}

function useSave() {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (change: Partial<VisitSettings>) => api.patch('/api/visits/settings', change),
    onSuccess: async () => {
      await refresh('visits');
      showDone(t('visits.saved'));
    },
    onError: showProblem,
  });
}

function Snippet({ settings }: { settings: VisitSettings }) {
  const { seen, refused, domains, snippet } = settings;
  const save = useSave();
  const isNews = refused !== null && !domains.some((domain) => refused.host === domain || refused.host.endsWith(`.${domain}`));
  const host = isNews ? (domainName(refused.host) ?? refused.host) : '';
  return (
    <Section title={t('visits.snippet')} description={t('visits.snippet.sentence')}>
      <Stack gap="md">
        <CopiedCode text={snippet} label={t('visits.snippet')} />
        <div aria-live="polite" style={{ overflowWrap: 'anywhere' }}>
          {seen ? (
            <StatusBadge state="good" wraps>
              {t('visits.seen', { address: seen.address })}
            </StatusBadge>
          ) : (
            <StatusBadge state="quiet" open wraps>
              {t(domains.length === 0 ? 'visits.seen.noDomain' : 'visits.seen.never')}
            </StatusBadge>
          )}
        </div>
        {isNews && (
          <Alert color="warn" variant="light">
            <Group justify="space-between" gap="xs">
              <Text style={{ overflowWrap: 'anywhere' }}>{t('visits.refused', { host: refused.host })}</Text>
              <Button variant="default" loading={save.isPending} onClick={() => save.mutate({ domains: [...domains, host] })}>
                {t('visits.refused.add', { host })}
              </Button>
            </Group>
          </Alert>
        )}
      </Stack>
    </Section>
  );
}

function HowVisits({ settings }: { settings: VisitSettings }) {
  const save = useSave();
  const [draft, setDraft] = useState({
    isOn: settings.isOn,
    domains: settings.domains,
    consent: settings.consent,
    cookieDays: settings.cookieDays,
  });
  const set = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change });
  return (
    <Section
      title={t('visits.how')}
      actions={
        <Button onClick={() => save.mutate(draft)} loading={save.isPending}>
          {t('visits.save')}
        </Button>
      }
    >
      <Stack gap="md">
        <Switch label={t('visits.isOn')} checked={draft.isOn} onChange={({ currentTarget }) => set({ isOn: currentTarget.checked })} />
        <TagsInput
          label={t('visits.domains')}
          description={t('visits.domains.why')}
          placeholder={draft.domains.length === 0 ? 'bakery.example' : ''}
          value={draft.domains}
          onChange={(typed) => set({ domains: [...new Set(typed.flatMap((one) => domainName(one) ?? []))] })}
          maxTags={50}
        />
        <Select
          label={t('visits.consent')}
          description={t(`visits.consent.${draft.consent}.why`)}
          data={CONSENT_MODES.map((mode) => ({ value: mode, label: t(`visits.consent.${mode}`) }))}
          value={draft.consent}
          onChange={(consent) => set({ consent: consent as VisitSettings['consent'] })}
          allowDeselect={false}
        />
        {draft.consent !== 'never' && (
          <NumberInput
            label={t('visits.cookieDays')}
            value={draft.cookieDays}
            min={1}
            max={LONGEST_COOKIE_DAYS}
            clampBehavior="strict"
            w={220}
            onChange={(days) => set({ cookieDays: Number(days) || 1 })}
          />
        )}
      </Stack>
    </Section>
  );
}

function Key() {
  const api = useApi();
  const refresh = useRefresh();
  const [isAsking, setAsking] = useState(false);
  const renew = async (): Promise<void> => {
    await api.post('/api/visits/key');
    await refresh('visits');
    showDone(t('visits.key.done'));
  };
  return (
    <Section
      title={t('visits.key')}
      description={t('visits.key.why')}
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('visits.key.new')}
        </Button>
      }
    >
      {isAsking && (
        <Confirm title={t('visits.key.title')} confirmLabel={t('visits.key.new')} onConfirm={renew} onClose={() => setAsking(false)}>
          {t('visits.key.sentence')}
        </Confirm>
      )}
    </Section>
  );
}
