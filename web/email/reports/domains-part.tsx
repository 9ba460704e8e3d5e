import { Table } from '@mantine/core';
import type { Outcome, Report, ReportDomain } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../ui/page-header.tsx';
import type { Behind } from './report-data.ts';
import classes from './reports.module.css';
import { formatNumber, formatShareOf } from '../../ui/numbers.ts';

const COLUMNS: readonly Outcome[] = ['delivered', 'opened', 'clicked', 'bounced', 'deferred', 'complained'];

/** How letters fared with each mail provider: where one stands out, something is wrong with it alone. */
export function DomainsPart({ report: { domains }, onOpen }: { report: Report; onOpen: (behind: Behind) => void }) {
  if (domains.length === 0) return null;
  return (
    <Section title={t('report.domains')}>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('report.domains.domain')}</Table.Th>
              {COLUMNS.map((outcome) => (
                <Table.Th key={outcome} className={classes.num}>
                  {t(`report.${outcome}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {domains.map((row) => (
              <Table.Tr key={row.domain ?? ''}>
                <Table.Td className={classes.link}>{row.domain ?? t('report.domains.others')}</Table.Td>
                {COLUMNS.map((outcome) => (
                  <Cell key={outcome} row={row} outcome={outcome} onOpen={onOpen} />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function Cell({ row: { domain, counts }, outcome, onOpen }: { row: ReportDomain; outcome: Outcome; onOpen: (behind: Behind) => void }) {
  const count = counts[outcome];
  return (
    <Table.Td className={classes.num}>
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
    </Table.Td>
  );
}
