import { ActionIcon, Button, Fieldset, Group, Modal, MultiSelect, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type CardSettings, DEFAULT_BANDS, type FieldShape, OPTION_COLORS } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import type { Band } from './bands.ts';
import classes from './board.module.css';
import { FocusBack } from '../../ui/focus-back.tsx';

interface BoardSettingsProps {
  object: ObjectType;
  /** The field that makes the columns. */
  field: FieldShape;
  settings: CardSettings;
  onSettings: (next: CardSettings) => void;
  onClose: () => void;
}

const MOST_ON_CARD = 12;
const isSummed = ({ type, settings }: FieldShape): boolean =>
  type === 'number' || type === 'price' || settings.result === 'number' || settings.result === 'price';

/** What stands on the cards of a board, what is summed, and what gives a card its colour. */
export function BoardSettings({ object, field, settings, onSettings, onClose }: BoardSettingsProps) {
  const [draft, setDraft] = useState<CardSettings>({ ...settings, fieldId: field.id });
  const fields = object.fields.filter(({ id, columnName }) => id !== field.id && columnName !== 'name');
  const choices = (chosen: readonly FieldShape[]) => chosen.map(({ id, label }) => ({ value: String(id), label }));
  const colors = fields.filter(({ type }) => type === 'color' || type === 'dropdown');
  const change = (next: Partial<CardSettings>): void => setDraft({ ...draft, ...next });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('records.board.settings.title', { objects: object.plural })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <Stack gap="md">
        <MultiSelect
          label={t('records.board.fields')}
          description={t('records.board.fields.help')}
          data={choices(fields)}
          value={draft.fields.map(String)}
          maxValues={MOST_ON_CARD}
          searchable
          onChange={(ids) => change({ fields: ids.map(Number) })}
        />
        <Select
          label={t('records.board.sum')}
          placeholder={t('records.board.sum.none')}
          data={choices(fields.filter(isSummed))}
          value={draft.sumFieldId === undefined ? null : String(draft.sumFieldId)}
          clearable
          onChange={(id) => change({ sumFieldId: id === null ? undefined : Number(id) })}
        />
        <Select
          label={t('records.board.color')}
          placeholder={t('records.board.color.none')}
          data={[
            { value: 'activity', label: t('records.board.color.activity') },
            ...colors.map(({ id, label }) => ({ value: String(id), label: t('records.board.color.field', { field: label }) })),
          ]}
          value={draft.colorBy === undefined ? null : String(draft.colorBy)}
          clearable
          onChange={(by) => change({ colorBy: by === null ? undefined : by === 'activity' ? by : Number(by) })}
        />
        {draft.colorBy === 'activity' && <Bands bands={draft.bands ?? DEFAULT_BANDS} onChange={(bands) => change({ bands: [...bands] })} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            disabled={!areInOrder(draft.bands ?? DEFAULT_BANDS)}
            onClick={() => {
              onSettings(withoutBlanks(draft));
              onClose();
            }}
          >
            {t('records.board.settings.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const areInOrder = (bands: readonly Band[]): boolean => bands.every(({ days }, n) => days >= 1 && (n === 0 || days > bands[n - 1]!.days));
const withoutBlanks = (settings: CardSettings): CardSettings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as CardSettings;

const MOST_BANDS = 8;

function Bands({ bands, onChange }: { bands: readonly Band[]; onChange: (bands: readonly Band[]) => void }) {
  const put = (place: number, next: Partial<Band>): void => onChange(bands.map((band, n) => (n === place ? { ...band, ...next } : band)));
  return (
    <Fieldset legend={t('records.board.bands')}>
      <Stack gap="xs">
        {bands.map((band, place) => (
          <div key={place} className={classes.band}>
            <span className={classes.mark} style={{ background: `var(--qs-option-${band.color})` }} />
            <NumberInput
              size="xs"
              w={90}
              aria-label={t('records.board.band.days')}
              min={1}
              max={3650}
              allowDecimal={false}
              value={band.days}
              error={place > 0 && band.days <= bands[place - 1]!.days}
              disabled={place === bands.length - 1 && bands.length > 1}
              onChange={(days) => put(place, { days: Number(days) })}
            />
            <Select
              size="xs"
              w={120}
              aria-label={t('records.board.band.color')}
              data={[...OPTION_COLORS]}
              value={band.color}
              allowDeselect={false}
              onChange={(color) => color && put(place, { color: color as Band['color'] })}
            />
            <Text size="xs" c="dimmed" className={classes.bandWords}>
              {place < bands.length - 1
                ? t('records.board.band.upTo', { count: band.days })
                : t('records.board.band.beyond', { count: bands[place - 1]?.days ?? 0 })}
            </Text>
            {bands.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('records.board.band.remove')}
                onClick={() => onChange(bands.filter((_, n) => n !== place))}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </div>
        ))}
        {bands.length < MOST_BANDS && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...bands, { days: (bands.at(-1)?.days ?? 0) + 30, color: 'gray' }])}
          >
            {t('records.board.band.add')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('records.board.bands.help')}
        </Text>
      </Stack>
    </Fieldset>
  );
}
