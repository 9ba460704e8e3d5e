import { NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { Schedule } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount } from '../../app/session.ts';
import { instantOf } from '../../ui/zoned.ts';
import classes from './broadcasts.module.css';

export interface WhenDraft {
  when: Schedule['when'];
  /** What the clock on the wall says: `2026-03-05T09:00`; empty while nothing is chosen. */
  at: string;
  hours: number;
}

/** The schedule as the API takes it; null while a time is still to be chosen. */
export function readySchedule({ when, at, hours }: WhenDraft, timeZone: string): Schedule | null {
  switch (when) {
    case 'now':
      return { when };
    case 'at':
      return at ? { when, at: instantOf(at, timeZone) } : null;
    case 'local':
      return at ? { when, at } : null;
    case 'spread':
      return { when, at: at ? instantOf(at, timeZone) : null, hours };
  }
}

/** When letters leave. */
export function WhenPart({ draft, onChange }: { draft: WhenDraft; onChange: (draft: WhenDraft) => void }) {
  const { timeZone } = useAccount();
  const { when, at, hours } = draft;
  return (
    <Stack gap="md">
      <SegmentedControl
        className={classes.whens}
        aria-label={t('broadcasts.when')}
        data={(['now', 'at', 'local', 'spread'] as const).map((value) => ({ value, label: t(`broadcasts.when.${value}`) }))}
        value={when}
        onChange={(next) => onChange({ ...draft, when: next as WhenDraft['when'] })}
      />
      {when !== 'now' && (
        <div className={classes.row}>
          <TextInput
            className={classes.wide}
            type="datetime-local"
            label={t(when === 'spread' ? 'broadcasts.when.from' : 'broadcasts.when.moment')}
            description={
              when === 'spread' ? t('broadcasts.when.from.now') : when === 'at' ? t('broadcasts.when.zone', { zone: timeZone }) : undefined
            }
            value={at}
            onChange={(event) => onChange({ ...draft, at: event.currentTarget.value })}
          />
          {when === 'spread' && (
            <NumberInput
              className={classes.wide}
              label={t('broadcasts.when.hours')}
              min={1}
              max={336}
              value={hours}
              onChange={(value) => onChange({ ...draft, hours: Number(value) || 1 })}
            />
          )}
        </div>
      )}
      {when === 'local' && (
        <Text size="sm" c="dimmed">
          {t('broadcasts.when.local.why')}
        </Text>
      )}
    </Stack>
  );
}
