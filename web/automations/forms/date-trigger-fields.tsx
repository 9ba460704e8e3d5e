import { Select, TextInput } from '@mantine/core';
import type { DateTrigger, Offset } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { useAccount } from '../../app/session.ts';
import { wallClockOf } from '../../ui/zoned.ts';
import type { Names } from '../use-names.ts';
import { Ways, ZoneSelect } from './inputs.tsx';
import { OffsetFields } from './offset-fields.tsx';
import { withPart } from './settings.ts';

const EVERY = ['once', 'day', 'week', 'month', 'year'] as const;
const FIRST = { fieldId: 0, amount: 0, unit: 'days', direction: 'before', at: '09:00', yearly: false } as const satisfies Offset;

interface DateTriggerFieldsProps {
  date: DateTrigger | undefined;
  onChange: (date: DateTrigger) => void;
  names: Names;
}

/** By a date of each record, or for all that match at one time, once or again and again. */
export function DateTriggerFields({ date = { when: 'field', offset: FIRST }, onChange, names }: DateTriggerFieldsProps) {
  const { timeZone, now } = useAccount();
  const objects = names.plural.toLocaleLowerCase(language.locale);
  const object = names.singular.toLocaleLowerCase(language.locale);
  const tomorrow = wallClockOf(new Date(Date.parse(now) + 86_400_000), timeZone).slice(0, 10);
  return (
    <>
      <Ways
        label={t('steps.date.when')}
        ways={[
          { value: 'field', label: t('steps.date.field', { object }) },
          { value: 'time', label: t('steps.date.time', { objects }), description: t('steps.date.time.why', { objects }) },
        ]}
        value={date.when}
        onChange={(when) => onChange(when === 'field' ? { when, offset: FIRST } : { when, at: `${tomorrow}T09:00`, every: 'once' })}
      />
      {date.when === 'field' && (
        <>
          <OffsetFields
            offset={date.offset}
            names={names}
            errorAt={() => undefined}
            onChange={(offset) => onChange({ ...date, offset: offset as Offset })}
          />
          <ZoneSelect names={names} value={date.zone} onChange={(zone) => onChange(withPart(date, 'zone', zone))} />
        </>
      )}
      {date.when === 'time' && (
        <>
          <TextInput
            type="datetime-local"
            label={t(date.every === 'once' ? 'steps.date.at' : 'steps.date.first')}
            description={t('steps.zone.account', { zone: timeZone })}
            value={date.at.slice(0, 16)}
            onChange={(event) => onChange({ ...date, at: event.currentTarget.value })}
          />
          <Select
            label={t('steps.date.every')}
            data={EVERY.map((every) => ({ value: every, label: t(`steps.date.often.${every}`) }))}
            value={date.every}
            onChange={(every) => onChange({ ...date, every: every ?? 'once' })}
            allowDeselect={false}
          />
        </>
      )}
    </>
  );
}
