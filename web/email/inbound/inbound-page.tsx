import { Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { InboundLine, InboundMailbox, InboundSettings } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { useUrlState } from '../../app/url.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { inboundMailsQuery, inboundQuery, KIND_STATES } from './inbound-data.ts';
import { MailboxForm } from './mailbox-form.tsx';
import { MailboxRows } from './mailbox-rows.tsx';

/** How mail comes in: the installation's own door, mailboxes that are read, and what came last. */
export default function InboundPage() {
  const { data: settings, error, refetch } = useQuery(inboundQuery(useAccountId()));
  const [open, setOpen] = useUrlState('mailbox', '');
  const add = <Button onClick={() => setOpen('new')}>{t('inbound.add')}</Button>;
  const chosen = settings?.mailboxes.find(({ id }) => String(id) === open);
  return (
    <SettingsPage title={t('inbound.title')} actions={settings && settings.mailboxes.length > 0 && add} wide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!settings && !error && <Loading />}
      {settings && (
        <>
          {settings.mailboxes.length === 0 ? (
            <EmptyState
              title={t('inbound.empty')}
              sentence={t('inbound.empty.sentence')}
              action={add}
              example={<MailboxRows boxes={[EXAMPLE]} />}
            />
          ) : (
            <Section title={t('inbound.mailboxes')} description={t('inbound.mailboxes.sentence')}>
              <MailboxRows boxes={settings.mailboxes} onChange={(id) => setOpen(String(id))} />
            </Section>
          )}
          <Door listener={settings.listener} />
          <LatestMails />
          {(open === 'new' || chosen) && <MailboxForm key={open} box={chosen} onClose={() => setOpen('')} />}
        </>
      )}
    </SettingsPage>
  );
}

function Door({ listener }: Pick<InboundSettings, 'listener'>) {
  return (
    <Section title={t('inbound.listener')}>
      <Text>
        {listener
          ? `${t('inbound.listener.on', { host: listener.mailHost, port: String(listener.port) })} ${t(listener.isEncrypted ? 'inbound.listener.encrypted' : 'inbound.listener.plain')}`
          : t('inbound.listener.off')}
      </Text>
    </Section>
  );
}

function LatestMails() {
  const { data: mails } = useQuery(inboundMailsQuery(useAccountId()));
  if (!mails) return null;
  return (
    <Section title={t('inbound.mails')}>
      {mails.length === 0 ? (
        <Text c="dimmed">{t('inbound.mails.none')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={620}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('inbound.mails.what')}</Table.Th>
                <Table.Th>{t('inbound.mails.from')}</Table.Th>
                <Table.Th>{t('inbound.mails.subject')}</Table.Th>
                <Table.Th>{t('inbound.mails.when')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {mails.map((mail) => (
                <MailRow key={mail.id} mail={mail} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}

function MailRow({ mail: { kind, from, subject, bounceClass, diagnostic, receivedAt } }: { mail: InboundLine }) {
  return (
    <Table.Tr>
      <Table.Td>
        <StatusBadge state={KIND_STATES[kind]}>{t(`inbound.kind.${kind}`)}</StatusBadge>
        {bounceClass && (
          <Text size="xs" c="dimmed">
            {t(`content.bounceClass.${bounceClass}`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={220} style={{ overflowWrap: 'anywhere' }}>
        {from ? from.name || from.address : ''}
      </Table.Td>
      <Table.Td maw={380} style={{ overflowWrap: 'anywhere' }}>
        {subject}
        {diagnostic && (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {diagnostic}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <RelativeTime time={receivedAt} />
      </Table.Td>
    </Table.Tr>
  );
}

const EXAMPLE: InboundMailbox = {
  id: 0,
  name: t('inbound.box.purpose.people'),
  purpose: 'people',
  address: 'hello@example.com',
  host: 'imap.example.com',
  port: 993,
  security: 'tls',
  userName: 'hello@example.com',
  folder: 'INBOX',
  isPaused: false,
  fetchedAt: new Date(0).toISOString(),
  problem: null,
};
