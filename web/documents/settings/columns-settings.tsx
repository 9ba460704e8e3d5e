import { Input, NumberInput, Stack, UnstyledButton } from '@mantine/core';
import type { SectionBlock } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { BlockSettingsProps } from '../block-kinds.tsx';
import { PRESETS, withColumns } from '../columns.ts';
import classes from '../documents.module.css';
import { useEditing } from '../editing.ts';
import { ColourInput, PixelsInput } from './inputs.tsx';

/** How a stripe is parted, what stands behind it, and how much room it has. */
export function ColumnsSettings({ block, onChange }: Omit<BlockSettingsProps, 'block'> & { block: SectionBlock }) {
  const { brand } = useEditing();
  const widths = block.columns.map(({ width }) => width ?? Math.floor(100 / block.columns.length));
  const set = (changes: Partial<SectionBlock>, what?: string): void => onChange(tidy({ ...block, ...changes }), what);
  const setWidth = (index: number, width: number): void =>
    set({ columns: block.columns.map((column, at) => ({ ...column, width: at === index ? width : widths[at] })) }, `width.${index}`);
  return (
    <Stack gap="sm">
      <Input.Wrapper label={t('documents.set.columns')} labelElement="div">
        <div className={classes.presets} role="group" aria-label={t('documents.set.columns')}>
          {PRESETS.map((preset) => (
            <UnstyledButton
              key={preset.name}
              className={classes.preset}
              aria-label={t(`documents.add.columns.${preset.name}`)}
              title={t(`documents.add.columns.${preset.name}`)}
              aria-pressed={preset.widths.length === widths.length && preset.widths.every((width, at) => Math.abs(width - widths[at]!) < 2)}
              onClick={() => onChange(withColumns(block, preset.widths))}
            >
              <span className={classes.shares}>
                {preset.widths.map((width, at) => (
                  <span key={at} style={{ flexGrow: width }} />
                ))}
              </span>
            </UnstyledButton>
          ))}
        </div>
      </Input.Wrapper>
      {block.columns.length > 1 &&
        widths.map((width, index) => (
          <NumberInput
            key={index}
            label={t('documents.set.columns.share', { at: index + 1 })}
            value={width}
            min={10}
            max={90}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(next) => next !== '' && Number(next) >= 10 && setWidth(index, Number(next))}
          />
        ))}
      <ColourInput
        label={t('documents.set.background')}
        value={block.background}
        swatches={[brand.background, brand.accent, brand.sheet, '#FFFFFF']}
        placeholder={t('documents.set.background.none')}
        onChange={(background) => set({ background }, 'background')}
      />
      <PixelsInput
        label={t('documents.set.padding')}
        value={block.padding}
        most={120}
        placeholder="8"
        onChange={(padding) => set({ padding }, 'padding')}
      />
    </Stack>
  );
}

function tidy(section: SectionBlock): SectionBlock {
  const { background, padding, ...rest } = section;
  return { ...rest, ...(background === undefined ? {} : { background }), ...(padding === undefined ? {} : { padding }) };
}
