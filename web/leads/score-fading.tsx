import { ActionIcon, Button, Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { FIRST_DECAY, type ScoreSettings } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import { Section } from '../ui/page-header.tsx';
import { formatNumber } from '../ui/numbers.ts';

interface ScoreFadingProps {
  settings: ScoreSettings;
  onChange: (settings: ScoreSettings) => void;
}

/** How points fade, between which numbers the score stays, and what its stretches are called. */
export function ScoreFading({ settings, onChange }: ScoreFadingProps) {
  const { decay } = settings;
  const set = (change: Partial<ScoreSettings>): void => onChange({ ...settings, ...change });
  return (
    <>
      <Section title={t('leads.fading')}>
        <Stack gap="md">
          <Switch
            label={t('leads.fading.on')}
            description={t('leads.fading.why')}
            checked={decay !== null}
            onChange={({ currentTarget }) => set({ decay: currentTarget.checked ? FIRST_DECAY : null })}
          />
          {decay && (
            <>
              <Group gap="md" align="end">
                <Whole
                  label={t('leads.fading.percent')}
                  value={decay.percent}
                  min={1}
                  max={100}
                  onChange={(percent) => set({ decay: { ...decay, percent } })}
                />
                <Whole
                  label={t('leads.fading.days')}
                  value={decay.days}
                  min={1}
                  max={730}
                  onChange={(days) => set({ decay: { ...decay, days } })}
                />
              </Group>
              <Text size="sm" c="dimmed">
                {t('leads.fading.example', {
                  half: rounded(10 * (1 - decay.percent / 100)),
                  later: rounded(10 * (1 - decay.percent / 100) ** 2),
                  days: decay.days,
                  twice: decay.days * 2,
                })}
              </Text>
            </>
          )}
          <Group gap="md" align="end">
            <Whole
              label={t('leads.range.floor')}
              value={settings.floor}
              min={-100_000}
              max={100_000}
              onChange={(floor) => set({ floor })}
            />
            <Whole label={t('leads.range.cap')} value={settings.cap} min={-100_000} max={100_000} onChange={(cap) => set({ cap })} />
          </Group>
        </Stack>
      </Section>
      <Bands settings={settings} onChange={onChange} />
    </>
  );
}

const rounded = (value: number): string => formatNumber(Math.round(value * 10) / 10);

function Bands({ settings, onChange }: ScoreFadingProps) {
  const { bands } = settings;
  const change = (place: number, band: Partial<(typeof bands)[number]>): void =>
    onChange({ ...settings, bands: bands.map((one, at) => (at === place ? { ...one, ...band } : one)) });
  const lowest = Math.min(...bands.map(({ from }) => from));
  return (
    <Section title={t('leads.bands')} description={t('leads.bands.sentence')}>
      <Stack gap="xs">
        {bands.map((band, place) => (
          <Group key={band.id ?? `new-${place}`} gap="xs" wrap="nowrap" align="end">
            <TextInput
              aria-label={t('leads.bands.name', { number: place + 1 })}
              value={band.name}
              onChange={({ currentTarget }) => change(place, { name: currentTarget.value })}
              maxLength={80}
              style={{ flex: 1 }}
            />
            <Text size="sm" pb={8}>
              {t('leads.bands.from')}
            </Text>
            <NumberInput
              aria-label={t('leads.bands.fromOf', { name: band.name })}
              value={band.from}
              onChange={(from) => change(place, { from: Number(from) || 0 })}
              allowDecimal={false}
              w={96}
            />
            <ActionIcon
              variant="subtle"
              color="bad"
              mb={4}
              aria-label={t('leads.bands.remove', { name: band.name })}
              disabled={bands.length === 1}
              onClick={() => onChange({ ...settings, bands: bands.filter((_, at) => at !== place) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            disabled={bands.length >= 10}
            onClick={() =>
              onChange({ ...settings, bands: [...bands, { name: t('leads.bands.name', { number: bands.length + 1 }), from: lowest - 10 }] })
            }
          >
            {t('leads.bands.add')}
          </Button>
        </div>
      </Stack>
    </Section>
  );
}

interface WholeProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

function Whole({ onChange, ...shown }: WholeProps) {
  return <NumberInput {...shown} allowDecimal={false} w={160} onChange={(value) => onChange(Number(value) || 0)} />;
}
