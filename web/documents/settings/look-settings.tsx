import { Select, Stack } from '@mantine/core';
import { type Brand, FONTS, type Look } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import { ColourInput, PixelsInput } from './inputs.tsx';

interface LookSettingsProps {
  look: Look;
  brand: Brand;
  onChange: (look: Look) => void;
}

/** How the document looks where its blocks say nothing; what is left empty is as the brand says. */
export function LookSettings({ look, brand, onChange }: LookSettingsProps) {
  const swatches = [brand.accent, brand.background, brand.sheet, brand.text];
  const colour = (part: 'background' | 'sheet' | 'text' | 'accent') => (
    <ColourInput
      label={t(`documents.look.${part}`)}
      value={look[part]}
      swatches={swatches}
      placeholder={brand[part]}
      onChange={(value) => onChange({ ...look, [part]: value })}
    />
  );
  return (
    <Stack gap="sm">
      <p className="quiet" style={{ margin: 0 }}>
        {t('documents.look.brand.why')}
      </p>
      {colour('background')}
      {colour('sheet')}
      {colour('text')}
      {colour('accent')}
      <Select
        label={t('documents.look.font')}
        placeholder={t('documents.look.brand')}
        value={look.font ?? null}
        onChange={(font) => onChange({ ...look, font: (font as Look['font']) ?? undefined })}
        data={FONTS.map((font) => ({ value: font, label: t(`documents.look.font.${font}`) }))}
        clearable
      />
      <PixelsInput
        label={t('documents.look.width')}
        value={look.width}
        least={320}
        most={1_200}
        placeholder="600"
        onChange={(width) => onChange({ ...look, width })}
      />
    </Stack>
  );
}
