import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SendingDomain } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useUrlState } from '../../app/url.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notice.ts';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { DomainSection } from './domain-section.tsx';
import { domainCalls, domainsQuery } from './domains-data.ts';
import { RecordCard } from './record-card.tsx';

/** The domains letters come from, each record of theirs to copy, and whether it is found. */
export default function SendingDomainsPage() {
  const { data: domains, error, refetch } = useQuery(domainsQuery(useAccountId()));
  const [open, setOpen] = useUrlState('open', '');
  const add = <Button onClick={() => setOpen('new')}>{t('domains.add')}</Button>;
  return (
    <SettingsPage title={t('domains.title')} actions={domains && domains.length > 0 && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!domains && !error && <Loading />}
      {domains?.length === 0 && (
        <EmptyState
          title={t('domains.empty')}
          sentence={t('domains.empty.sentence')}
          action={add}
          example={<RecordCard finding={EXAMPLE} selector="q1k1" />}
        />
      )}
      {domains?.map((domain) => (
        <DomainSection key={domain.id} domain={domain} />
      ))}
      {open === 'new' && <AddDomain onClose={() => setOpen('')} />}
    </SettingsPage>
  );
}

function AddDomain({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: '' },
    send: ({ name }) => domainCalls(api).add(name.trim()),
    onDone: async ({ name }: SendingDomain) => {
      await refresh('sending-domains');
      showDone(t('domains.done.add', { name }));
      onClose();
    },
  });
  return (
    <FormDrawer title={t('domains.add.title')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('domains.add')}>
      <TextInput
        label={t('domains.name')}
        description={t('domains.name.why')}
        placeholder="example.com"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        {...apiForm.form.getInputProps('name')}
      />
    </FormDrawer>
  );
}

const EXAMPLE: SendingDomain['findings'][number] = {
  record: 'dkim',
  name: 'q1k1._domainkey.example.com',
  type: 'TXT',
  expected: 'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA…',
  found: ['v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA…'],
  state: 'right',
  isRequired: true,
  sentence: '',
};
