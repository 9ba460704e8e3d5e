import { Button, Table } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Broadcast, Outcome, Report } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { broadcastCalls, letterOf } from '../broadcasts/broadcast-data.ts';
import { shownSubject } from '../broadcasts/shown-subject.ts';
import type { Behind } from './report-data.ts';
import classes from './reports.module.css';
import { formatNumber, formatProbability, formatShare, formatShareOf } from '../../ui/numbers.ts';

const SURE = 0.95;

/** How the arms of a split test did, how sure that is, and who won. */
export function VariantsReport({ report, broadcast, onOpen }: { report: Report; broadcast: Broadcast; onOpen: (behind: Behind) => void }) {
  const { result, variants } = report;
  const measure = broadcast.test?.by === 'clicks' ? 'clicked' : 'opened';
  const isOpen =
    broadcast.winner === null &&
    broadcast.test !== null &&
    broadcast.test.share < 100 &&
    broadcast.state !== 'finished' &&
    broadcast.state !== 'stopped';
  return (
    <Section title={t('report.variants')}>
      <p className={classes.verdict} role="status">
        {verdictOf(report, measure)} {chosenOf(broadcast)}
      </p>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('report.links.variant')}</Table.Th>
              <Table.Th className={classes.num}>{t('report.variant.delivered')}</Table.Th>
              <Table.Th className={classes.num}>{t('report.variant.opened')}</Table.Th>
              <Table.Th className={classes.num}>{t('report.variant.clicked')}</Table.Th>
              <Table.Th className={classes.num}>{t('report.variant.best')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {variants.map(({ variant, test }) => {
              const own = result?.variants[variant];
              const cell = (outcome: Outcome & ('opened' | 'clicked')) => (
                <Table.Td className={classes.num}>
                  <button type="button" className={classes.button} onClick={() => onOpen({ outcome, variant })}>
                    {formatShareOf(test[outcome], test.delivered)}
                  </button>
                  <span className={classes.part}>
                    {outcome === measure && own && test.delivered > 0
                      ? t('report.variant.between', { low: formatShare(own.low), high: formatShare(own.high) })
                      : formatNumber(test[outcome])}
                  </span>
                </Table.Td>
              );
              return (
                <Table.Tr key={variant}>
                  <Table.Td className={classes.link}>
                    <strong>{letterOf(variant)}</strong> {shownSubject(broadcast.variants[variant]?.subject ?? '')}{' '}
                    {broadcast.winner?.variant === variant && <StatusBadge state="good">{t('report.variant.winner')}</StatusBadge>}
                    <span className={classes.part}>{broadcast.variants[variant]?.messageName}</span>
                    {isOpen && <Choose broadcast={broadcast} variant={variant} />}
                  </Table.Td>
                  <Table.Td className={classes.num}>{formatNumber(test.delivered)}</Table.Td>
                  {cell('opened')}
                  {cell('clicked')}
                  <Table.Td className={classes.num}>{!result || result.isEarly || !own ? '–' : formatProbability(own.best)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function Choose({ broadcast: { id }, variant }: { broadcast: Broadcast; variant: number }) {
  const api = useApi();
  const refresh = useRefresh();
  const choose = useMutation({
    mutationFn: () => broadcastCalls(api).choose(id, variant),
    onSuccess: () => refresh('broadcasts'),
    onError: showProblem,
  });
  return (
    <Button size="compact-sm" variant="subtle" px={0} loading={choose.isPending} onClick={() => choose.mutate()}>
      {t('broadcasts.choose')}
    </Button>
  );
}

function verdictOf({ result }: Report, measure: 'opened' | 'clicked'): string {
  if (!result || result.isEarly)
    return t('report.verdict.early', { what: t(measure === 'clicked' ? 'report.verdict.what.clicks' : 'report.verdict.what.opens') });
  const said = { letter: letterOf(result.leader), share: formatProbability(result.confidence) };
  return t(result.confidence >= SURE ? 'report.verdict.sure' : 'report.verdict.unsure', said);
}

function chosenOf({ winner }: Broadcast): string {
  if (!winner) return '';
  const letter = letterOf(winner.variant);
  if (winner.by === 'hand') return t('report.chosen.hand', { letter });
  return winner.confidence === null
    ? t('report.chosen.measure', { letter })
    : t('report.chosen.measure.sure', { letter, share: formatProbability(winner.confidence) });
}
