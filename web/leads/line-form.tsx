import { Group, Input, NumberInput, Select, Stack } from '@mantine/core';
import { type EventLine, mayBeCounted, type ScoreLine } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import { groupsOfEvents, namesAbout, type Names, NamesSelect } from '../automations/index.tsx';
import { CriteriaBuilder } from '../criteria/index.tsx';

interface LineFormProps<Line extends ScoreLine> {
  line: Line;
  names: Names;
  onChange: (line: ScoreLine) => void;
}

/** What a reason asks for, and how many points it gives. */
export function LineForm({ line, names, onChange }: LineFormProps<ScoreLine>) {
  return (
    <Stack gap="sm">
      <NumberInput
        label={t('leads.line.points')}
        value={line.points}
        onChange={(points) => onChange({ ...line, points: Number(points) || 0 })}
        min={-1_000}
        max={1_000}
        allowDecimal={false}
        w={120}
        data-autofocus
      />
      {line.is === 'criteria' ? (
        <Input.Wrapper label={t('leads.line.criteria')} labelElement="div" role="group" aria-label={t('leads.line.criteria')}>
          <CriteriaBuilder
            objectId={names.objectId}
            value={line.criteria}
            onChange={(criteria) => onChange({ ...line, criteria: (criteria ?? { all: [] }) as Record<string, unknown> })}
          />
        </Input.Wrapper>
      ) : (
        <EventFields line={line} names={names} onChange={onChange} />
      )}
    </Stack>
  );
}

function EventFields({ line, names, onChange }: LineFormProps<EventLine>) {
  const counted = names.events.filter(({ event }) => mayBeCounted(event) && !event.startsWith('date.'));
  const about = namesAbout(line.event, names);
  const { subject, ...open } = line;
  return (
    <>
      <Select
        label={t('leads.line.event.label')}
        data={groupsOfEvents({ ...names, events: counted }, line.event)}
        value={line.event || null}
        onChange={(event) => onChange({ ...open, event: event ?? line.event })}
        allowDeselect={false}
        searchable
        maxDropdownHeight={320}
      />
      {about.length > 0 && (
        <NamesSelect
          label={t('leads.line.about')}
          placeholder={t('leads.line.any')}
          named={about}
          value={subject ?? []}
          onChange={(ids) => onChange(ids.length > 0 ? { ...open, subject: ids } : open)}
        />
      )}
      <Input.Wrapper label={t('leads.line.most')} labelElement="div">
        <Group gap="sm" mt={4} wrap="wrap">
          <Limit label={t('leads.line.ever')} value={line.most} onChange={(most) => onChange({ ...line, most })} />
          <Limit label={t('leads.line.perDay')} value={line.perDay} onChange={(perDay) => onChange({ ...line, perDay })} />
        </Group>
      </Input.Wrapper>
    </>
  );
}

function Limit({ label, value, onChange }: { label: string; value: number | null; onChange: (value: number | null) => void }) {
  return (
    <Group gap={6} wrap="nowrap">
      <NumberInput
        aria-label={`${t('leads.line.most')} … ${label}`}
        placeholder={t('leads.line.noLimit')}
        value={value ?? ''}
        onChange={(next) => onChange(next === '' ? null : Math.max(1, Number(next)))}
        min={1}
        max={100_000}
        allowDecimal={false}
        w={104}
      />
      <span>{label}</span>
    </Group>
  );
}
