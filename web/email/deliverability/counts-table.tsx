import { Text } from '@mantine/core';
import { type DeliveryCounts, standingOf } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { PageTable } from '../../ui/page-table.tsx';
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
    <PageTable
      minWidth={620}
      rows={rows}
      rowId={({ key }) => key}
      columns={[
        {
          label: name,
          render: ({ label, detail }) => (
            <>
              {label}
              {detail && (
                <Text size="xs" c="dimmed">
                  {detail}
                </Text>
              )}
            </>
          ),
        },
        { label: t('deliverability.sent'), align: 'end', render: ({ sent }) => formatNumber(sent) },
        ...RATES.map((rate) => ({
          label: t(`deliverability.${rate}`),
          align: 'end' as const,
          render: (row: CountsRow) => <Share rate={rate} row={row} />,
        })),
      ]}
    />
  );
}

function Share({ rate, row }: { rate: Rate; row: CountsRow }) {
  const standing = rate === 'bounced' || rate === 'complained' ? standingOf(rate, row[rate], row.sent) : undefined;
  const isMarked = standing === 'warn' || standing === 'bad';
  return (
    <>
      {formatNumber(row[rate])}
      <span className={classes.share} data-standing={standing} title={isMarked ? t(`deliverability.standing.${standing}`) : undefined}>
        {shareText(rate, row[rate], row.sent)}
      </span>
    </>
  );
}
