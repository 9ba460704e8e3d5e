import { ColorInput, Input, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconAlignCenter, IconAlignLeft, IconAlignRight } from '@tabler/icons-react';
import { t } from '../../app/messages/t.ts';

/** The colours of the brand, to choose from. */
export function ColourInput({
  label,
  value,
  swatches,
  placeholder,
  onChange,
}: {
  label: string;
  value: string | undefined;
  swatches: readonly string[];
  placeholder?: string;
  onChange: (colour: string | undefined) => void;
}) {
  return (
    <ColorInput
      label={label}
      value={value ?? ''}
      placeholder={placeholder ?? t('documents.look.brand')}
      onChange={(colour) => onChange(/^#[0-9a-f]{6}$/i.test(colour) ? colour.toUpperCase() : colour === '' ? undefined : value)}
      format="hex"
      swatches={[...new Set(swatches)]}
      swatchesPerRow={8}
      eyeDropperButtonProps={{ 'aria-label': t('documents.set.dropper') }}
      popoverProps={{ shadow: 'none' }}
      dir="ltr"
    />
  );
}

type Align = 'left' | 'center' | 'right';
const ALIGNS = { left: IconAlignLeft, center: IconAlignCenter, right: IconAlignRight };

export function AlignInput({ value, onChange }: { value: Align | undefined; onChange: (align: Align | undefined) => void }) {
  return (
    <Input.Wrapper label={t('documents.set.align')} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-label={t('documents.set.align')}
        value={value ?? 'left'}
        onChange={(next) => onChange(next === 'left' ? undefined : (next as Align))}
        data={(['left', 'center', 'right'] as const).map((align) => {
          const Sign = ALIGNS[align];
          return {
            value: align,
            label: (
              <span style={{ display: 'flex', justifyContent: 'center' }}>
                <Sign size={16} aria-hidden="true" />
                <span className="visually-hidden">{t(`documents.set.align.${align}`)}</span>
              </span>
            ),
          };
        })}
      />
    </Input.Wrapper>
  );
}

/** On which devices a block is shown. */
export function OnInput({
  value,
  onChange,
}: {
  value: 'phone' | 'desktop' | undefined;
  onChange: (on: 'phone' | 'desktop' | undefined) => void;
}) {
  return (
    <Select
      label={t('documents.set.on')}
      value={value ?? 'all'}
      onChange={(next) => onChange(next === 'all' ? undefined : (next as 'phone' | 'desktop'))}
      data={(['all', 'phone', 'desktop'] as const).map((on) => ({ value: on, label: t(`documents.set.on.${on}`) }))}
      allowDeselect={false}
    />
  );
}

export function PixelsInput({
  label,
  value,
  least = 0,
  most,
  placeholder,
  onChange,
}: {
  label: string;
  value: number | undefined;
  least?: number;
  most: number;
  placeholder?: string;
  onChange: (pixels: number | undefined) => void;
}) {
  return (
    <NumberInput
      label={label}
      value={value ?? ''}
      min={least}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      placeholder={placeholder}
      onChange={(next) => onChange(next === '' ? undefined : Number(next))}
    />
  );
}
