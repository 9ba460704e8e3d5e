import { Table, Text } from '@mantine/core';
import type { Report } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { letterOf } from '../broadcasts/broadcast-data.ts';
import type { Behind } from './report-data.ts';
import classes from './reports.module.css';
import { formatNumber, formatShareOf } from '../../ui/numbers.ts';

/** Each link, with how many people followed it. */
export function LinksPart({ report: { links, counts, variants }, onOpen }: { report: Report; onOpen: (behind: Behind) => void }) {
  if (links.length === 0) return <Text c="dimmed">{t('report.links.none')}</Text>;
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('report.links.link')}</Table.Th>
            {variants.length > 0 && <Table.Th>{t('report.links.variant')}</Table.Th>}
            <Table.Th className={classes.num}>{t('report.links.people')}</Table.Th>
            <Table.Th className={classes.num}>{t('report.links.share')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {links.map(({ url, variant, people }) => (
            <Table.Tr key={`${variant}${url}`}>
              <Table.Td className={classes.link}>{url}</Table.Td>
              {variants.length > 0 && <Table.Td>{variant === null ? '' : letterOf(variant)}</Table.Td>}
              <Table.Td className={classes.num}>
                {people === 0 ? (
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
                )}
              </Table.Td>
              <Table.Td className={classes.num}>{formatShareOf(people, counts.clicked)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
