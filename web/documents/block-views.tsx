import { IconPhoto } from '@tabler/icons-react';
import { inkOn } from '../../src/documents/rules/colours.ts';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { usePictureAddress, useSavedBlock } from './documents-data.ts';
import classes from './documents.module.css';
import { useEditing } from './editing.ts';
import type { BlockViewProps } from './block-kinds.tsx';
import { WrittenText } from './written-text.tsx';

type Of<Type extends Block['type']> = Extract<Block, { type: Type }>;

/** A block that holds no others, as it will look on the sheet. */
export function BlockView({ block, ...rest }: BlockViewProps) {
  const { kinds } = useEditing();
  const Own = kinds.get(block.type)?.View;
  if (Own) return <Own block={block} {...rest} />;
  switch (block.type) {
    case 'heading':
      return <HeadingView block={block} {...rest} />;
    case 'text':
      return <TextView block={block} {...rest} />;
    case 'button':
      return <ButtonView block={block} {...rest} />;
    case 'image':
      return <PictureView block={block} />;
    case 'divider':
      return <hr className={classes.divider} style={{ borderColor: block.color }} />;
    case 'spacer':
      return <div style={{ blockSize: block.height }} />;
    case 'social':
      return <SocialView block={block} />;
    case 'html':
      return <HtmlView block={block} />;
    case 'signature':
      return <SignatureView />;
    case 'logo':
      return <LogoView block={block} />;
    case 'saved':
      return <SavedView block={block} />;
    default:
      return null;
  }
}

type Props<Type extends Block['type']> = Omit<BlockViewProps, 'block' | 'onChange'> & {
  block: Of<Type>;
  onChange: (block: Block, what?: string) => void;
};

function HeadingView({ block, isSelected, onChange }: Props<'heading'>) {
  return (
    <div className={classes.heading} data-level={block.level} style={{ textAlign: logical(block.align), color: block.color }}>
      <WrittenText
        mode="heading"
        blockId={block.id!}
        kind={t('documents.block.heading')}
        text={block.text}
        placeholder={t('documents.canvas.write.heading')}
        isSelected={isSelected}
        onChange={(text) => onChange({ ...block, text }, 'text')}
      />
    </div>
  );
}

function TextView({ block, isSelected, onChange }: Props<'text'>) {
  return (
    <div className={classes.text} data-size={block.size} style={{ textAlign: logical(block.align), color: block.color }}>
      <WrittenText
        mode="text"
        blockId={block.id!}
        kind={t('documents.block.text')}
        text={block.text}
        placeholder={t('documents.canvas.write')}
        isSelected={isSelected}
        onChange={(text) => onChange({ ...block, text }, 'text')}
      />
    </div>
  );
}

function ButtonView({ block, isSelected, onChange }: Props<'button'>) {
  return (
    <div style={{ textAlign: logical(block.align) }}>
      <div
        className={classes.button}
        data-wide={block.isWide || undefined}
        style={{ background: block.background, color: block.color ?? (block.background && inkOn(block.background)) }}
      >
        <WrittenText
          mode="line"
          blockId={block.id!}
          kind={t('documents.block.button')}
          text={block.label}
          placeholder={t('documents.canvas.write.button')}
          isSelected={isSelected}
          onChange={(label) => onChange({ ...block, label }, 'label')}
        />
      </div>
    </div>
  );
}

function PictureView({ block }: { block: Of<'image'> }) {
  const address = usePictureAddress(block.src);
  if (!address) {
    return (
      <div className={classes.vacant}>
        <IconPhoto size={24} aria-hidden="true" />
        {t('documents.canvas.picture')}
      </div>
    );
  }
  return (
    <div style={{ textAlign: logical(block.align) }}>
      <img
        className={classes.picture}
        src={address}
        alt={block.alt}
        style={block.width ? { inlineSize: block.width } : { inlineSize: '100%' }}
      />
    </div>
  );
}

function SocialView({ block }: { block: Of<'social'> }) {
  if (block.links.length === 0) return <div className={classes.vacant}>{t('documents.canvas.social')}</div>;
  return (
    <p className={classes.social} style={{ textAlign: logical(block.align) }}>
      {block.links.map(({ network }, index) => (
        <span key={index} className={classes.link}>
          {t(`documents.network.${network}`)}
        </span>
      ))}
    </p>
  );
}

function HtmlView({ block }: { block: Of<'html'> }) {
  if (block.html.trim() === '') return <div className={classes.vacant}>{t('documents.canvas.html')}</div>;
  return <iframe className={classes.html} title={t('documents.canvas.html.frame')} srcDoc={block.html} sandbox="" tabIndex={-1} />;
}

function SignatureView() {
  const { brand } = useEditing();
  return <div className={classes.standin}>{brand.signature || t('documents.canvas.signature')}</div>;
}

function LogoView({ block }: { block: Of<'logo'> }) {
  const { brand } = useEditing();
  const address = usePictureAddress(brand.logo);
  if (!address) return <div className={classes.standin}>{t('documents.canvas.logo')}</div>;
  return (
    <div style={{ textAlign: logical(block.align) }}>
      <img className={classes.picture} src={address} alt={brand.logoAlt} style={{ inlineSize: block.width ?? brand.logoWidth }} />
    </div>
  );
}

function SavedView({ block }: { block: Of<'saved'> }) {
  const saved = useSavedBlock(block.savedId);
  if (saved === undefined) return <div className={classes.vacant}>…</div>;
  if (saved === null) return <div className={classes.vacant}>{t('documents.canvas.saved.gone')}</div>;
  return (
    <div className={classes.saved}>
      <StillBlocks blocks={saved.blocks} />
    </div>
  );
}

/** Blocks that are shown and not written in here. */
function StillBlocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => {
    if (block.type === 'section') {
      return (
        <div key={index} className={classes.columns}>
          {block.columns.map((column, at) => (
            <div key={at} style={{ flex: column.width ?? 1 }}>
              <StillBlocks blocks={column.blocks as Block[]} />
            </div>
          ))}
        </div>
      );
    }
    if (block.type === 'condition') return <StillBlocks key={index} blocks={block.blocks as Block[]} />;
    return <BlockView key={index} block={{ ...block, id: '' }} isSelected={false} onChange={() => undefined} />;
  });
}

const logical = (align: 'left' | 'center' | 'right' | undefined) => (align === 'center' ? 'center' : align === 'right' ? 'end' : 'start');
