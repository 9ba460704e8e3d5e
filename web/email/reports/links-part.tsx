import { Text } from '@mantine/core';
import type { Report } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { PageTable } from '../../ui/page-table.tsx';
import { letterOf } from '../broadcasts/broadcast-data.ts';
import type { Behind } from './report-data.ts';
import classes from './reports.module.css';
import { formatNumber, formatShareOf } from '../../ui/numbers.ts';

/** Each link, with how many people followed it. */
export function LinksPart({ report: { links, counts, variants }, onOpen }: { report: Report; onOpen: (behind: Behind) => void }) {
  if (links.length === 0) return <Text c="dimmed">{t('report.links.none')}</Text>;
  return (
    <PageTable
      minWidth={420}
      rows={links}
      rowId={({ url, variant }) => `${variant}${url}`}
      columns={[
        { label: t('report.links.link'), render: ({ url }) => <span className={classes.link}>{url}</span> },
        variants.length > 0 && {
          label: t('report.links.variant'),
          render: ({ variant }) => (variant === null ? '' : letterOf(variant)),
        },
        {
          label: t('report.links.people'),
          align: 'end',
          render: ({ url, variant, people }) =>
            people === 0 ? (
              formatNumber(people)
            ) : (
              <button
                type="button"
                className={classes.button}
                aria-label={t('report.see', { what: url, count: formatNumber(people) })}
                onClick={() => onOpen({ outcome: 'clicked', link: url, ...(variant === null ? {} : { variant }) })}
              >
                {formatNumber(people)}
              </button>
            ),
        },
        { label: t('report.links.share'), align: 'end', render: ({ people }) => formatShareOf(people, counts.clicked) },
      ]}
    />
  );
}
