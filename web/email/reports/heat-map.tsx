import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { letterOf } from '../broadcasts/broadcast-data.ts';
import { heatMapQuery, type ReportScope } from './report-data.ts';
import classes from './reports.module.css';

/** The letter as it was sent, each link marked with how many people followed it. */
export function HeatMap({ scope, variants }: { scope: ReportScope; variants: number }) {
  const [variant, setVariant] = useState(0);
  const asked = variants > 0 ? variant : undefined;
  const { data, error, refetch } = useQuery(heatMapQuery(useAccountId(), scope, asked));
  return (
    <Stack gap="sm" mt="md">
      {variants > 0 && (
        <SegmentedControl
          aria-label={t('report.links.variant')}
          data={Array.from({ length: variants }, (_, index) => ({
            value: String(index),
            label: t('broadcasts.variant', { letter: letterOf(index) }),
          }))}
          value={String(variant)}
          onChange={(value) => setVariant(Number(value))}
          style={{ alignSelf: 'start' }}
        />
      )}
      <Text size="sm" c="dimmed">
        {t('report.heat.why')}
      </Text>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <iframe title={t('report.heat')} className={classes.heat} sandbox="" srcDoc={data.html} />}
    </Stack>
  );
}
