import { SegmentedControl, Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Deliverability, MAILBOX_PROVIDERS } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { useUrlState } from '../../app/url.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { CountsTable } from './counts-table.tsx';
import { DayChart } from './day-chart.tsx';
import { deliverabilityQuery } from './deliverability-data.ts';
import classes from './deliverability.module.css';
import { RateTiles } from './rate-tiles.tsx';
import { formatNumber } from '../../ui/numbers.ts';

const PERIODS = ['7', '30', '90'] as const;

/** How the mailbox providers take this account's letters, beside the limits they publish. */
export default function DeliverabilityPage() {
  const [days, setDays] = useUrlState('days', '30');
  const [provider, setProvider] = useUrlState('provider', '');
  const { data: shown, error, refetch } = useQuery(deliverabilityQuery(useAccountId(), days, provider));
  return (
    <SettingsPage title={t('deliverability.title')} wide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!shown && !error && <Loading />}
      {shown && shown.byProvider.length === 0 && (
        <EmptyState
          title={t('deliverability.empty')}
          sentence={t('deliverability.empty.sentence')}
          example={<RateTiles total={EXAMPLE} />}
        />
      )}
      {shown && shown.byProvider.length > 0 && (
        <>
          <div className={classes.choices}>
            <SegmentedControl
              aria-label={t('deliverability.period')}
              value={days}
              onChange={setDays}
              data={PERIODS.map((value) => ({ value, label: t('deliverability.days', { count: Number(value) }) }))}
            />
            <Select
              aria-label={t('deliverability.provider')}
              value={provider}
              onChange={(value) => setProvider(value ?? '')}
              allowDeselect={false}
              data={[
                { value: '', label: t('deliverability.provider.all') },
                ...MAILBOX_PROVIDERS.map((value) => ({ value, label: t(`deliverability.provider.${value}`) })),
              ]}
            />
          </div>
          <Found shown={shown} isOne={provider !== ''} />
        </>
      )}
    </SettingsPage>
  );
}

function Found({ shown, isOne }: { shown: Deliverability; isOne: boolean }) {
  const { total, byProvider, bySender, byDay, byDomain, byClass } = shown;
  const providers = byProvider.map((counts) => ({
    ...counts,
    key: counts.provider,
    label: t(`deliverability.provider.${counts.provider}`),
    detail: t('deliverability.domainCount', { count: counts.domains }),
  }));
  const domains = byDomain.map((counts) => ({
    ...counts,
    key: counts.domain,
    label: counts.domain,
    detail: t(`deliverability.provider.${counts.provider}`),
  }));
  const senders = bySender.map((counts) => ({
    ...counts,
    key: counts.domain ?? '',
    label: counts.domain ?? t('deliverability.sender.unknown'),
    detail: '',
  }));
  return (
    <>
      <Section title={t('deliverability.rates')} description={t('deliverability.rates.sentence', { count: 100 })}>
        <RateTiles total={total} />
      </Section>
      {!isOne && (
        <Section title={t('deliverability.providers')}>
          <CountsTable name={t('deliverability.provider')} rows={providers} />
        </Section>
      )}
      <Section title={t('deliverability.days.title')}>
        <DayChart days={byDay} />
      </Section>
      {byClass.length > 0 && <Reasons byClass={byClass} />}
      <Section title={t('deliverability.senders')} description={t('deliverability.senders.sentence')}>
        <CountsTable name={t('deliverability.domain')} rows={senders} />
      </Section>
      <Section title={t('deliverability.domains')}>
        <CountsTable name={t('deliverability.domain')} rows={domains} />
      </Section>
    </>
  );
}

function Reasons({ byClass }: Pick<Deliverability, 'byClass'>) {
  return (
    <Section title={t('deliverability.classes')}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('deliverability.class')}</Table.Th>
            <Table.Th className={classes.num}>{t('deliverability.count')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {byClass.map(({ class: reason, count }) => (
            <Table.Tr key={reason}>
              <Table.Td>
                {t(`content.bounceClass.${reason}`)}
                <Text size="xs" c="dimmed">
                  {t(`deliverability.follow.${reason}`)}
                </Text>
              </Table.Td>
              <Table.Td className={classes.num}>{formatNumber(count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

const EXAMPLE = { sent: 12_480, bounced: 61, deferred: 210, complained: 4, opened: 5_310 };
