import { Checkbox, Input, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import type { Block } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { BlockSettingsProps } from '../block-kinds.tsx';
import { useEditing } from '../editing.ts';
import { ColumnsSettings } from './columns-settings.tsx';
import { ConditionSettings } from './condition-settings.tsx';
import { ImageSettings } from './image-settings.tsx';
import { AlignInput, ColourInput, OnInput, PixelsInput } from './inputs.tsx';
import { SavedSettings } from './saved-settings.tsx';
import { SocialSettings } from './social-settings.tsx';

interface Props {
  block: Block;
  path: string;
  onChange: (block: Block, what?: string) => void;
}

/** Everything that can be set of one block. */
export function BlockSettings({ block, path, onChange }: Props) {
  const { problemsIn, kinds } = useEditing();
  const problemAt = (setting: string): string | undefined => problemsIn(`${path}.${setting}`)[0];
  const Own = kinds.get(block.type)?.Settings;
  return (
    <Stack gap="sm">
      {Own ? (
        <Own block={block} onChange={onChange} problemAt={problemAt} />
      ) : (
        <OwnSettings block={block} onChange={onChange} problemAt={problemAt} />
      )}
      {block.type !== 'hidden' && <OnInput value={block.on} onChange={(on) => onChange(without({ ...block, on }, 'on', on))} />}
    </Stack>
  );
}

/** A setting that is as always is not kept. */
function without(block: Block, key: string, value: unknown): Block {
  if (value !== undefined) return block;
  const { [key]: _, ...rest } = block as Record<string, unknown>;
  return rest as Block;
}

function OwnSettings({ block, onChange, problemAt }: BlockSettingsProps) {
  const { brand } = useEditing();
  const swatches = [brand.accent, brand.text, brand.background, brand.sheet, '#FFFFFF'];
  const set = (key: string, value: unknown, what?: string): void =>
    onChange(without({ ...block, [key]: value } as Block, key, value), what);
  const colour = (key: 'color' | 'background', label: string) => (
    <ColourInput
      label={label}
      value={(block as { color?: string; background?: string })[key]}
      swatches={swatches}
      onChange={(value) => set(key, value, key)}
    />
  );
  const align = (value: 'left' | 'center' | 'right' | undefined) => <AlignInput value={value} onChange={(next) => set('align', next)} />;
  switch (block.type) {
    case 'heading':
      return (
        <>
          <Input.Wrapper label={t('documents.set.level')} labelElement="div">
            <SegmentedControl
              fullWidth
              aria-label={t('documents.set.level')}
              value={String(block.level)}
              onChange={(level) => set('level', Number(level))}
              data={(['1', '2', '3'] as const).map((level) => ({ value: level, label: t(`documents.set.level.${level}`) }))}
            />
          </Input.Wrapper>
          {align(block.align)}
          {colour('color', t('documents.set.color'))}
        </>
      );
    case 'text':
      return (
        <>
          <Input.Wrapper label={t('documents.set.size')} labelElement="div">
            <SegmentedControl
              fullWidth
              aria-label={t('documents.set.size')}
              value={block.size ?? 'normal'}
              onChange={(size) => set('size', size === 'normal' ? undefined : size)}
              data={(['small', 'normal', 'large'] as const).map((size) => ({ value: size, label: t(`documents.set.size.${size}`) }))}
            />
          </Input.Wrapper>
          {align(block.align)}
          {colour('color', t('documents.set.color'))}
        </>
      );
    case 'button':
      return (
        <>
          <TextInput
            label={t('documents.set.label')}
            value={block.label}
            onChange={(event) => set('label', event.currentTarget.value, 'label')}
            error={problemAt('label')}
            dir="auto"
          />
          <TextInput
            label={t('documents.set.url')}
            placeholder="https://"
            value={block.url}
            onChange={(event) => set('url', event.currentTarget.value, 'url')}
            error={problemAt('url')}
            dir="ltr"
          />
          {align(block.align)}
          <Checkbox
            label={t('documents.set.wide')}
            checked={block.isWide ?? false}
            onChange={(event) => set('isWide', event.currentTarget.checked || undefined)}
          />
          {colour('background', t('documents.set.background'))}
          {colour('color', t('documents.set.color'))}
        </>
      );
    case 'image':
      return <ImageSettings block={block} onChange={onChange} problemAt={problemAt} />;
    case 'divider':
      return colour('color', t('documents.set.color.line'));
    case 'spacer':
      return (
        <PixelsInput
          label={t('documents.set.height')}
          value={block.height}
          most={200}
          onChange={(height) => set('height', height ?? 0, 'height')}
        />
      );
    case 'logo':
      return (
        <>
          {align(block.align)}
          <PixelsInput
            label={t('documents.set.width')}
            value={block.width}
            least={16}
            most={600}
            placeholder={String(brand.logoWidth)}
            onChange={(width) => set('width', width, 'width')}
          />
          <TextInput
            label={t('documents.set.url.picture')}
            placeholder="https://"
            value={block.url ?? ''}
            onChange={(event) => set('url', event.currentTarget.value || undefined, 'url')}
            error={problemAt('url')}
            dir="ltr"
          />
        </>
      );
    case 'html':
      return (
        <Textarea
          label={t('documents.set.html')}
          description={t('documents.set.html.why')}
          value={block.html}
          onChange={(event) => set('html', event.currentTarget.value, 'html')}
          error={problemAt('html')}
          autosize
          minRows={8}
          maxRows={24}
          dir="ltr"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        />
      );
    case 'social':
      return <SocialSettings block={block} onChange={onChange} problemAt={problemAt} />;
    case 'section':
      return <ColumnsSettings block={block} onChange={onChange} problemAt={problemAt} />;
    case 'condition':
      return <ConditionSettings block={block} onChange={onChange} problemAt={problemAt} />;
    case 'saved':
      return <SavedSettings block={block} />;
    default:
      return <p className="quiet">{t('documents.set.none')}</p>;
  }
}
