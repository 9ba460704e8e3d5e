import { Table, Text } from '@mantine/core';
import { type DeliveryCounts, standingOf } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { RATES, shareText, type Rate } from './deliverability-data.ts';
import classes from './deliverability.module.css';
import { formatNumber } from '../../ui/numbers.ts';

interface CountsRow extends DeliveryCounts {
  key: string;
  label: string;
  detail: string;
}

/** What became of letters, a line for each provider or domain. */
export function CountsTable({ name, rows }: { name: string; rows: readonly CountsRow[] }) {
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{name}</Table.Th>
            <Table.Th className={classes.num}>{t('deliverability.sent')}</Table.Th>
            {RATES.map((rate) => (
              <Table.Th key={rate} className={classes.num}>
                {t(`deliverability.${rate}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td maw={280} style={{ overflowWrap: 'anywhere' }}>
                {row.label}
                {row.detail && (
                  <Text size="xs" c="dimmed">
                    {row.detail}
                  </Text>
                )}
              </Table.Td>
              <Table.Td className={classes.num}>{formatNumber(row.sent)}</Table.Td>
              {RATES.map((rate) => (
                <RateCell key={rate} rate={rate} row={row} />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RateCell({ rate, row }: { rate: Rate; row: CountsRow }) {
  const standing = rate === 'bounced' || rate === 'complained' ? standingOf(rate, row[rate], row.sent) : undefined;
  const isMarked = standing === 'warn' || standing === 'bad';
  return (
    <Table.Td className={classes.num}>
      {formatNumber(row[rate])}
      <span className={classes.share} data-standing={standing} title={isMarked ? t(`deliverability.standing.${standing}`) : undefined}>
        {shareText(rate, row[rate], row.sent)}
      </span>
    </Table.Td>
  );
}
