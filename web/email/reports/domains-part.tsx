import type { Outcome, Report, ReportDomain } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../ui/page-header.tsx';
import { PageTable } from '../../ui/page-table.tsx';
import type { Behind } from './report-data.ts';
import classes from './reports.module.css';
import { formatNumber, formatShareOf } from '../../ui/numbers.ts';

const COLUMNS: readonly Outcome[] = ['delivered', 'opened', 'clicked', 'bounced', 'deferred', 'complained'];

/** How letters fared with each mail provider: where one stands out, something is wrong with it alone. */
export function DomainsPart({ report: { domains }, onOpen }: { report: Report; onOpen: (behind: Behind) => void }) {
  if (domains.length === 0) return null;
  return (
    <Section title={t('report.domains')}>
      <PageTable
        minWidth={640}
        rows={domains}
        rowId={({ domain }) => domain ?? ''}
        columns={[
          {
            label: t('report.domains.domain'),
            render: ({ domain }) => <span className={classes.link}>{domain ?? t('report.domains.others')}</span>,
          },
          ...COLUMNS.map((outcome) => ({
            label: t(`report.${outcome}`),
            align: 'end' as const,
            render: (row: ReportDomain) => <Count row={row} outcome={outcome} onOpen={onOpen} />,
          })),
        ]}
      />
    </Section>
  );
}

function Count({ row: { domain, counts }, outcome, onOpen }: { row: ReportDomain; outcome: Outcome; onOpen: (behind: Behind) => void }) {
  const count = counts[outcome];
  return (
    <>
      {count === 0 || domain === null ? (
        formatNumber(count)
      ) : (
        <button
          type="button"
          className={classes.button}
          aria-label={t('report.see', { what: `${t(`report.${outcome}`)}, ${domain}`, count: formatNumber(count) })}
          onClick={() => onOpen({ outcome, domain })}
        >
          {formatNumber(count)}
        </button>
      )}
      {outcome !== 'delivered' && <span className={classes.part}>{formatShareOf(count, counts.delivered)}</span>}
    </>
  );
}
