import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { type Form, type FormNumbers, numbersQuery } from './forms-data.ts';
import classes from './forms.module.css';
import { formatNumber, formatShareOf } from '../ui/numbers.ts';
import { formatShortDay } from '../ui/time.ts';

const COUNTS = ['views', 'starts', 'submissions'] as const;
type Day = FormNumbers['days'][number];

/** How many looked, began and handed it in: of all days shown, and day by day. */
export function FormNumbersTab({ form }: { form: Form }) {
  const { data, error, refetch } = useQuery(numbersQuery(useAccountId(), form.id));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.days.length === 0) return <Text c="var(--qs-muted)">{t('forms.numbers.empty')}</Text>;
  const sum = (count: keyof Omit<Day, 'day'>): number => data.days.reduce((total, day) => total + day[count], 0);
  const most = Math.max(1, ...data.days.map(({ views }) => views));
  return (
    <>
      <Section>
        <dl className={classes.figures}>
          {COUNTS.map((count) => (
            <div key={count}>
              <dt>{t(`forms.numbers.${count}`)}</dt>
              <dd>{formatNumber(sum(count))}</dd>
              {count !== 'views' && sum('views') > 0 && (
                <dd className={classes.share}>{t('forms.numbers.rate', { share: formatShareOf(sum(count), sum('views')) })}</dd>
              )}
            </div>
          ))}
          <div>
            <dt>{t('forms.numbers.refused')}</dt>
            <dd>{formatNumber(sum('refused'))}</dd>
            <dd className={classes.share}>{t('forms.numbers.refused.why')}</dd>
          </div>
        </dl>
      </Section>
      <Section>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('forms.numbers.day')}</Table.Th>
              <Table.Th aria-hidden="true" />
              {COUNTS.map((count) => (
                <Table.Th key={count} ta="end">
                  {t(`forms.numbers.${count}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
            {data.days.map((day) => (
              <Table.Tr key={day.day}>
                <Table.Td>{formatShortDay(day.day)}</Table.Td>
                <Table.Td aria-hidden="true" className={classes.barCell}>
                  <span className={classes.bar} style={{ inlineSize: `${(day.views / most) * 100}%` }}>
                    <span style={{ inlineSize: `${day.views === 0 ? 0 : Math.min(100, (day.submissions / day.views) * 100)}%` }} />
                  </span>
                </Table.Td>
                {COUNTS.map((count) => (
                  <Table.Td key={count} ta="end">
                    {formatNumber(day[count])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
    </>
  );
}
