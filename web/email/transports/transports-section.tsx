import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailTransport } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { showDone } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { TransportForm } from './transport-form.tsx';
import { transportCalls, transportsQuery } from './transports-data.ts';

/** Servers beside the account's own, each for a kind of letters. */
export function TransportsSection() {
  const { data: transports, error, refetch } = useQuery(transportsQuery(useAccountId()));
  const [open, setOpen] = useState<MailTransport | 'new' | null>(null);
  const [removed, setRemoved] = useState<MailTransport | null>(null);
  return (
    <Section
      title={t('transports.title')}
      description={t('transports.sentence')}
      actions={
        <Button variant="default" onClick={() => setOpen('new')}>
          {t('transports.add')}
        </Button>
      }
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {transports?.length === 0 && <Text c="dimmed">{t('transports.none')}</Text>}
      {transports && transports.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('transports.name')}</Table.Th>
                <Table.Th>{t('transports.stream')}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{t('transports.change')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {transports.map((transport) => (
                <Line key={transport.id} transport={transport} onChange={() => setOpen(transport)} onRemove={() => setRemoved(transport)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {open && <TransportForm transport={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />}
      {removed && <Removing transport={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}

function Line({ transport, onChange, onRemove }: { transport: MailTransport; onChange: () => void; onRemove: () => void }) {
  const { name, kind, smtpHost, stream, isActive, warmUpToday, sentToday } = transport;
  return (
    <Table.Tr>
      <Table.Td maw={260} style={{ overflowWrap: 'anywhere' }}>
        {name}
        <Text size="xs" c="dimmed">
          {kind === 'direct' ? t('transports.kind.direct') : smtpHost}
        </Text>
      </Table.Td>
      <Table.Td>
        {t(`transports.stream.${stream}`)}
        <Group gap="xs">
          <StatusBadge state={isActive ? 'good' : 'quiet'} open={!isActive}>
            {t(isActive ? 'transports.active' : 'transports.inactive')}
          </StatusBadge>
          <Text size="xs" c="dimmed">
            {warmUpToday === null
              ? t('transports.today', { count: sentToday })
              : t('transports.warmUp.today', { sent: sentToday, most: warmUpToday })}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button variant="default" size="compact-md" onClick={onChange} aria-label={`${t('transports.change')}: ${name}`}>
            {t('transports.edit')}
          </Button>
          <Button variant="default" size="compact-md" onClick={onRemove} aria-label={`${t('transports.remove')}: ${name}`}>
            {t('transports.remove')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Removing({ transport: { id, name }, onClose }: { transport: MailTransport; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  return (
    <Confirm
      title={t('transports.remove.title', { name })}
      confirmLabel={t('transports.remove.confirm')}
      onConfirm={async () => {
        await transportCalls(api).remove(id);
        await refresh('mail-transports');
        showDone(t('transports.removed'));
      }}
      onClose={onClose}
    >
      {t('transports.remove.sentence')}
    </Confirm>
  );
}
