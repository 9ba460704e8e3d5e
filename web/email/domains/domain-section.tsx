import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SendingDomain } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useApiForm } from '../../ui/api-form.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DOMAIN_STATES, domainCalls } from './domains-data.ts';
import classes from './domains.module.css';
import { RecordCard } from './record-card.tsx';
import { formatDay } from '../../ui/time.ts';

/** A sending domain: how it stands, its records, and what can be done with it. */
export function DomainSection({ domain }: { domain: SendingDomain }) {
  const isDone = domain.findings.every(({ state }) => state === 'right');
  const [shows, setShows] = useState(!isDone);
  const [asks, setAsks] = useState<'key' | 'hosts' | 'remove' | null>(null);
  return (
    <Section
      title={domain.name}
      actions={<StatusBadge state={DOMAIN_STATES[domain.state]}>{t(`domains.state.${domain.state}`)}</StatusBadge>}
    >
      <p className={classes.alignment}>{domain.alignment}</p>
      {domain.retired.map(({ selector, removableAt }) => (
        <p key={selector} className={classes.sentence}>
          {t('domains.key.retired', { selector, date: formatDay(removableAt) })}
        </p>
      ))}
      <div className={classes.meta}>
        <p>
          {domain.checkedAt ? (
            <>
              {t('domains.checked')} <RelativeTime time={domain.checkedAt} />
            </>
          ) : (
            t('domains.unchecked')
          )}
        </p>
        <Group gap="xs">
          <Button variant="default" onClick={() => setShows(!shows)} aria-expanded={shows}>
            {t(shows ? 'domains.hide' : 'domains.show')}
          </Button>
          <Button variant="default" onClick={() => setAsks('hosts')}>
            {t('domains.hosts')}
          </Button>
          {domain.nextSelector === null && domain.state === 'verified' && (
            <Button variant="default" onClick={() => setAsks('key')}>
              {t('domains.key.replace')}
            </Button>
          )}
          <Button variant="default" color="bad" onClick={() => setAsks('remove')}>
            {t('domains.remove')}
          </Button>
          <CheckButton domain={domain} />
        </Group>
      </div>
      {shows && (
        <ul className={classes.records} aria-label={t('domains.records', { name: domain.name })}>
          {domain.findings.map((finding) => (
            <li key={`${finding.record} ${finding.name}`} className={classes.record} data-state={finding.state}>
              <RecordCard finding={finding} selector={domain.selector} />
            </li>
          ))}
        </ul>
      )}
      {asks && <Asked domain={domain} asks={asks} onClose={() => setAsks(null)} />}
    </Section>
  );
}

function CheckButton({ domain }: { domain: SendingDomain }) {
  const api = useApi();
  const refresh = useRefresh();
  const [isBusy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    try {
      await domainCalls(api).check(domain.id);
      await refresh('sending-domains');
      showDone(t('domains.done.check'));
    } catch (error) {
      showProblem(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button onClick={() => void check()} loading={isBusy}>
      {t('domains.check')}
    </Button>
  );
}

function Asked({ domain, asks, onClose }: { domain: SendingDomain; asks: 'key' | 'hosts' | 'remove'; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { id, name } = domain;
  if (asks === 'hosts') return <HostsDrawer domain={domain} onClose={onClose} />;
  const done = async (work: Promise<unknown>, words: string): Promise<void> => {
    await work;
    await refresh('sending-domains');
    showDone(words);
  };
  if (asks === 'key') {
    return (
      <Confirm
        title={t('domains.key.replace.title', { name })}
        confirmLabel={t('domains.key.replace')}
        isDangerous={false}
        onConfirm={() => done(domainCalls(api).replaceKey(id), t('domains.done.key'))}
        onClose={onClose}
      >
        {t('domains.key.replace.sentence')}
      </Confirm>
    );
  }
  return (
    <Confirm
      title={t('domains.remove.title', { name })}
      confirmLabel={t('domains.remove.confirm')}
      onConfirm={() => done(domainCalls(api).remove(id), t('domains.done.remove', { name }))}
      onClose={onClose}
    >
      {t('domains.remove.sentence', { name })}
    </Confirm>
  );
}

function HostsDrawer({ domain, onClose }: { domain: SendingDomain; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const { name, returnPathHost, trackingHost } = domain;
  const apiForm = useApiForm({
    initialValues: { returnPathHost, trackingHost },
    send: (hosts) => domainCalls(api).change(domain.id, hosts),
    onDone: async () => {
      await refresh('sending-domains');
      showDone(t('ui.saved'));
      onClose();
    },
  });
  return (
    <FormDrawer title={t('domains.hosts.title', { name })} opened onClose={onClose} apiForm={apiForm} submitLabel={t('domains.hosts.save')}>
      <TextInput
        label={t('domains.hosts.returnPath')}
        description={t('domains.hosts.why', { name })}
        spellCheck={false}
        {...apiForm.form.getInputProps('returnPathHost')}
      />
      <TextInput
        label={t('domains.hosts.tracking')}
        description={t('domains.hosts.why', { name })}
        spellCheck={false}
        {...apiForm.form.getInputProps('trackingHost')}
      />
    </FormDrawer>
  );
}
