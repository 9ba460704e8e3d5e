import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Broadcast, Outcome, Report } from '../../../src/email/schema.ts';
import { t, tFrom } from '../../app/messages/t.ts';
import { useAccount, useAccountId } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Section } from '../../ui/page-header.tsx';
import { refusalText } from '../refusal-text.ts';
import { DomainsPart } from './domains-part.tsx';
import { HeatMap } from './heat-map.tsx';
import { LinksPart } from './links-part.tsx';
import { PeopleDrawer } from './people-drawer.tsx';
import { type Behind, reportQuery, type ReportScope } from './report-data.ts';
import classes from './reports.module.css';
import { VariantsReport } from './variants-report.tsx';
import { formatNumber, formatShareOf } from '../../ui/numbers.ts';

interface ReportViewProps {
  scope: ReportScope;
  broadcast?: Broadcast;
  /** How often to look again; false where nothing more happens by itself. */
  interval: number | false;
}

/** What became of the letters of a broadcast or of a message; behind each number are the people. */
export function ReportView({ scope, broadcast, interval }: ReportViewProps) {
  const { data: report, error, refetch } = useQuery(reportQuery(useAccountId(), scope, interval));
  const [behind, setBehind] = useState<Behind | null>(null);
  const [showsHeat, setShowsHeat] = useState(false);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!report) return <Loading />;
  if (report.counts.sent + report.counts.waiting + report.counts.failed + report.counts.cancelled + report.counts.uncertain === 0)
    return <Text c="dimmed">{t('report.empty')}</Text>;
  return (
    <>
      <Section title={t('report.of')}>
        <Tiles report={report} onOpen={setBehind} />
        {report.counts.machineOpened > 0 && (
          <p className={classes.note}>{t('report.machine.why', { count: report.counts.machineOpened })}</p>
        )}
        {report.counts.machineClicked > 0 && (
          <p className={classes.note}>{t('report.clicked.machine.why', { count: report.counts.machineClicked })}</p>
        )}
      </Section>
      {broadcast && report.variants.length > 0 && <VariantsReport report={report} broadcast={broadcast} onOpen={setBehind} />}
      <Section
        title={t('report.links')}
        actions={
          report.links.length > 0 && (
            <Button variant="default" size="compact-md" onClick={() => setShowsHeat(!showsHeat)} aria-expanded={showsHeat}>
              {t('report.heat.show')}
            </Button>
          )
        }
      >
        <LinksPart report={report} onOpen={setBehind} />
        {showsHeat && <HeatMap scope={scope} variants={report.variants.length} />}
      </Section>
      <DomainsPart report={report} onOpen={setBehind} />
      <Reasons report={report} onOpen={setBehind} />
      {behind && <PeopleDrawer scope={scope} behind={behind} title={titleOf(behind)} onClose={() => setBehind(null)} />}
    </>
  );
}

const titleOf = ({ outcome, link, domain }: Behind): string => [t(`report.${outcome}`), link ?? domain].filter(Boolean).join(' · ');

const ALWAYS: readonly Outcome[] = ['sent', 'delivered', 'opened', 'clicked', 'replied', 'unsubscribed'];
const WHERE_ANY: readonly Outcome[] = [
  'waiting',
  'unopened',
  'machineOpened',
  'machineClicked',
  'bounced',
  'complained',
  'deferred',
  'failed',
  'cancelled',
  'uncertain',
];
const OF_DELIVERED: readonly Outcome[] = [
  'opened',
  'clicked',
  'replied',
  'unsubscribed',
  'complained',
  'unopened',
  'machineOpened',
  'machineClicked',
];
const BAD: readonly Outcome[] = ['bounced', 'complained', 'failed', 'uncertain'];

function Tiles({ report: { counts }, onOpen }: { report: Report; onOpen: (behind: Behind) => void }) {
  const practises = useAccount().mode === 'practising';
  const shown = [...ALWAYS, ...WHERE_ANY.filter((outcome) => counts[outcome] > 0)];
  return (
    <div className={classes.tiles}>
      {shown.map((outcome) => {
        const count = counts[outcome];
        const label = outcome === 'sent' && practises ? t('report.captured') : t(`report.${outcome}`);
        const content = (
          <>
            <span className={classes.tileLabel}>{label}</span>
            <span className={classes.tileCount}>{formatNumber(count)}</span>
            <span className={classes.tileShare}>{OF_DELIVERED.includes(outcome) && formatShareOf(count, counts.delivered)}</span>
          </>
        );
        const tone = count > 0 && BAD.includes(outcome) ? 'bad' : undefined;
        return count === 0 ? (
          <div key={outcome} className={classes.tile}>
            {content}
          </div>
        ) : (
          <button
            key={outcome}
            type="button"
            className={classes.tile}
            data-tone={tone}
            title={t('report.see', { what: label, count: formatNumber(count) })}
            onClick={() => onOpen({ outcome })}
          >
            {content}
          </button>
        );
      })}
    </div>
  );
}

function Reasons({ report: { reasons }, onOpen }: { report: Report; onOpen: (behind: Behind) => void }) {
  if (reasons.length === 0) return null;
  return (
    <Section title={t('report.reasons')}>
      <ul className={classes.people}>
        {reasons.map(({ outcome, reason, count }) => (
          <li key={`${outcome}${reason}`}>
            <span>
              {t(`report.outcome.${outcome}`)}: {reasonOf(outcome, reason)}
            </span>
            <button
              type="button"
              className={classes.button}
              aria-label={t('report.see', { what: reasonOf(outcome, reason), count: formatNumber(count) })}
              onClick={() => onOpen({ outcome, reason })}
            >
              {formatNumber(count)}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const reasonOf = (outcome: string, reason: string): string =>
  outcome === 'bounced' ? tFrom(`report.bounce.${reason}`, {}, reason) : tFrom(`report.reason.${reason}`, {}, refusalText(reason));
