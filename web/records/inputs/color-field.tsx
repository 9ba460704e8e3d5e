import { ActionIcon, Group, Input, TextInput, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import type { Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import classes from './inputs.module.css';

/** Colours with a name; each can be told from the others and from paper by whoever sees no colour well. */
const NAMED = {
  slate: '#5b6b73',
  sea: '#0b5d66',
  sky: '#3a8fb7',
  navy: '#27457a',
  moss: '#2e7d4f',
  lime: '#8aa83a',
  sand: '#c2a36b',
  amber: '#c77f12',
  brick: '#b3372f',
  rose: '#cf6c8b',
  plum: '#7a4b8c',
  ink: '#1b2428',
} as const;
type ColourName = keyof typeof NAMED;

interface ColorFieldProps {
  label: string;
  shared: { label?: ReactNode; description?: ReactNode; error?: ReactNode; required?: boolean; disabled?: boolean; autoFocus?: boolean };
  value: string | null;
  isBare: boolean;
  onChange: (value: Value) => void;
}

/** A colour: one of those with a name, or any other by its number. In a cell the number alone. */
export function ColorField({ label, shared: { autoFocus, ...shared }, value, isBare, onChange }: ColorFieldProps) {
  const id = useId();
  const hex = (
    <TextInput
      {...(isBare ? shared : { disabled: shared.disabled ?? false })}
      id={isBare ? undefined : id}
      {...(autoFocus ? { 'data-autofocus': true, autoFocus } : {})}
      aria-label={isBare ? label : t('values.color.hex')}
      placeholder="#rrggbb"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value.trim() || null)}
      leftSection={
        <input
          type="color"
          className={classes.wheel}
          aria-label={t('values.color.pick')}
          disabled={shared.disabled}
          value={isHex(value) ? value : '#ffffff'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      }
      rightSection={
        value !== null && (
          <ActionIcon size="sm" aria-label={t('values.color.clear')} disabled={shared.disabled ?? false} onClick={() => onChange(null)}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  );
  if (isBare) return hex;
  return (
    <Input.Wrapper {...shared} id={id}>
      <Group gap={6} role="group" aria-label={t('values.color.named')} mb={6}>
        {(Object.keys(NAMED) as ColourName[]).map((name) => (
          <Tooltip key={name} label={t(`values.color.${name}`)}>
            <button
              type="button"
              className={classes.swatch}
              style={{ background: NAMED[name] }}
              aria-label={t(`values.color.${name}`)}
              aria-pressed={value?.toLowerCase() === NAMED[name]}
              disabled={shared.disabled}
              onClick={() => onChange(NAMED[name])}
            />
          </Tooltip>
        ))}
      </Group>
      {hex}
    </Input.Wrapper>
  );
}

const isHex = (value: string | null): value is string => value !== null && /^#[0-9a-f]{6}$/i.test(value);

/** A colour as it reads: its mark beside its name, or its number where it has none. */
export function ColorValue({ value }: { value: string }) {
  const name = (Object.keys(NAMED) as ColourName[]).find((one) => NAMED[one] === value.toLowerCase());
  return (
    <span className={classes.colour}>
      <span className={classes.dot} style={{ background: value }} aria-hidden />
      {name ? t(`values.color.${name}`) : value}
    </span>
  );
}
