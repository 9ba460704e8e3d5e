import { Table, Text } from '@mantine/core';
import type { VisitSettings } from '../../src/visits/schema.ts';
import { t } from '../app/messages/t.ts';
import { Section } from '../ui/page-header.tsx';
import { formatNumber } from '../ui/numbers.ts';
import { formatShortDay } from '../ui/time.ts';

const COUNTS = ['views', 'visits', 'visitors'] as const;

/** What was looked at lately, by day and by page. */
export function VisitNumbers({ settings: { days, pages } }: { settings: VisitSettings }) {
  if (days.length === 0) return null;
  return (
    <>
      <Section title={t('visits.days')} description={t('visits.places')}>
        <Table.ScrollContainer minWidth={320}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('visits.day')}</Table.Th>
                {COUNTS.map((count) => (
                  <Table.Th key={count} ta="end">
                    {t(`visits.${count}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
              {days.map((day) => (
                <Table.Tr key={day.day}>
                  <Table.Td>{formatShortDay(day.day)}</Table.Td>
                  {COUNTS.map((count) => (
                    <Table.Td key={count} ta="end">
                      {formatNumber(day[count])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Section>
      <Section title={t('visits.pages')}>
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {pages.map(({ address, views }) => (
              <Table.Tr key={address}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{address}</Table.Td>
                <Table.Td ta="end">
                  <Text span style={{ fontVariantNumeric: 'tabular-nums' }}>
                    {formatNumber(views)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
    </>
  );
}
