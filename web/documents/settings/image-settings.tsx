import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Block } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import { AssetPicker } from '../asset-picker.tsx';
import type { BlockSettingsProps } from '../block-kinds.tsx';
import { AlignInput, PixelsInput } from './inputs.tsx';

type Picture = Extract<Block, { type: 'image' }>;

/** Which picture, what it shows in words, how wide it is and where it leads. */
export function ImageSettings({ block, onChange, problemAt }: Omit<BlockSettingsProps, 'block'> & { block: Picture }) {
  const [isChoosing, setChoosing] = useState(false);
  const set = (changes: { [Key in keyof Picture]?: Picture[Key] | undefined }, what?: string): void =>
    onChange(Object.fromEntries(Object.entries({ ...block, ...changes }).filter(([, value]) => value !== undefined)) as Picture, what);
  return (
    <>
      <Button variant={block.src === '' ? 'filled' : 'default'} onClick={() => setChoosing(true)}>
        {block.src === '' ? t('documents.asset.choose') : t('documents.asset.other')}
      </Button>
      <TextInput
        label={t('documents.asset.address')}
        placeholder="https://"
        value={block.src.startsWith('asset:') ? '' : block.src}
        onChange={(event) => set({ src: event.currentTarget.value }, 'src')}
        error={problemAt('src')}
        dir="ltr"
      />
      <TextInput
        label={t('documents.set.alt')}
        description={t('documents.set.alt.why')}
        value={block.alt}
        disabled={block.isDecorative ?? false}
        onChange={(event) => set({ alt: event.currentTarget.value }, 'alt')}
        error={problemAt('alt')}
        dir="auto"
      />
      <Checkbox
        label={t('documents.set.decorative')}
        checked={block.isDecorative ?? false}
        onChange={(event) => set({ isDecorative: event.currentTarget.checked || undefined })}
      />
      <PixelsInput
        label={t('documents.set.width')}
        value={block.width}
        least={16}
        most={1_200}
        placeholder={t('documents.set.width.auto')}
        onChange={(width) => set({ width }, 'width')}
      />
      <AlignInput value={block.align} onChange={(align) => set({ align })} />
      <TextInput
        label={t('documents.set.url.picture')}
        placeholder="https://"
        value={block.url ?? ''}
        onChange={(event) => set({ url: event.currentTarget.value || undefined }, 'url')}
        error={problemAt('url')}
        dir="ltr"
      />
      {isChoosing && (
        <AssetPicker
          onClose={() => setChoosing(false)}
          onChoose={(asset) => {
            set({ src: `asset:${asset.id}`, alt: block.alt || asset.alt });
            setChoosing(false);
          }}
        />
      )}
    </>
  );
}
