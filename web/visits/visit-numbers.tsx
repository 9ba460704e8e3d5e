import type { VisitSettings } from '../../src/visits/schema.ts';
import { t } from '../app/messages/t.ts';
import { Section } from '../ui/page-header.tsx';
import { formatNumber } from '../ui/numbers.ts';
import { PageTable } from '../ui/page-table.tsx';
import { formatShortDay } from '../ui/time.ts';

const COUNTS = ['views', 'visits', 'visitors'] as const;

/** What was looked at lately, by day and by page. */
export function VisitNumbers({ settings: { days, pages } }: { settings: VisitSettings }) {
  if (days.length === 0) return null;
  return (
    <>
      <Section title={t('visits.days')} description={t('visits.places')}>
        <PageTable
          minWidth={320}
          isDense
          rows={days}
          rowId={({ day }) => day}
          columns={[
            { label: t('visits.day'), render: ({ day }) => formatShortDay(day) },
            ...COUNTS.map((count) => ({
              label: t(`visits.${count}`),
              render: (day: (typeof days)[number]) => formatNumber(day[count]),
              align: 'end' as const,
            })),
          ]}
        />
      </Section>
      <Section title={t('visits.pages')}>
        <PageTable
          minWidth={280}
          isDense
          rows={pages}
          rowId={({ address }) => address}
          columns={[{ render: ({ address }) => address }, { render: ({ views }) => formatNumber(views), align: 'end' }]}
        />
      </Section>
    </>
  );
}
