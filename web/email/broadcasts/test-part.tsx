import { Select, Stack, Text } from '@mantine/core';
import type { SplitTest } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import classes from './broadcasts.module.css';
import { formatNumber } from '../../ui/numbers.ts';

export type TestDraft = SplitTest;

const SHARES = [5, 10, 20, 30, 40, 50, 100];
const WAITS = [1, 2, 4, 8, 12, 24, 48, 72].map((hours) => hours * 60);
/** With fewer than so many in each, a test says little. */
const ENOUGH = 100;

interface TestPartProps {
  test: TestDraft;
  arms: number;
  /** How many get the broadcast in all; null while nobody knows. */
  reached: number | null;
  onChange: (test: TestDraft) => void;
}

/** On how many the variants are tried, how long, and what decides. */
export function TestPart({ test, arms, reached, onChange }: TestPartProps) {
  const tested = reached === null ? null : Math.floor((reached * test.share + 99) / 100);
  const each = tested === null ? null : Math.floor(tested / arms);
  return (
    <Stack gap="md">
      <div>
        <Select
          label={t('broadcasts.test.share')}
          data={SHARES.map((share) => ({ value: String(share), label: t('broadcasts.test.shareOf', { share }) }))}
          value={String(test.share)}
          allowDeselect={false}
          onChange={(share) => onChange({ ...test, share: Number(share) })}
        />
        <Text size="sm" c="dimmed" mt={6} className="tabular">
          {test.share === 100
            ? t('broadcasts.test.all')
            : each !== null && t('broadcasts.test.people', { each: formatNumber(each), rest: formatNumber(reached! - tested!) })}{' '}
          {each !== null && each < ENOUGH && t('broadcasts.test.few')}
        </Text>
      </div>
      <div className={classes.row}>
        <Select
          className={classes.wide}
          label={t('broadcasts.test.by')}
          data={(['opens', 'clicks', 'hand'] as const).map((value) => ({ value, label: t(`broadcasts.test.by.${value}`) }))}
          value={test.by}
          allowDeselect={false}
          onChange={(by) => onChange({ ...test, by: by as TestDraft['by'] })}
        />
        {test.by !== 'hand' && test.share < 100 && (
          <Select
            className={classes.wide}
            label={t('broadcasts.test.wait')}
            data={WAITS.map((minutes) => ({ value: String(minutes), label: t('broadcasts.test.hours', { hours: minutes / 60 }) }))}
            value={String(test.waitMinutes)}
            allowDeselect={false}
            onChange={(minutes) => onChange({ ...test, waitMinutes: Number(minutes) })}
          />
        )}
      </div>
    </Stack>
  );
}
