import {
  IconAlignLeft,
  IconBookmark,
  IconBrandHtml5,
  IconColumns2,
  IconGitBranch,
  IconHeading,
  IconLineDashed,
  IconPhoto,
  IconRectangle,
  IconRosette,
  IconShare,
  IconSignature,
  IconSpacingVertical,
  type Icon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import type { DocumentKind } from './editing.ts';

export interface BlockViewProps<One extends Block = Block> {
  block: One;
  isSelected: boolean;
  onChange: (block: One, what?: string) => void;
}

export interface BlockSettingsProps<One extends Block = Block> {
  block: One;
  onChange: (block: One, what?: string) => void;
  /** The sentence about one of the block's settings: `url`. */
  problemAt: (setting: string) => string | undefined;
}

/** A kind of block: what it is called, how a new one begins, how it looks on the sheet, and what can be set of it. */
export interface BlockKind {
  type: Block['type'];
  label: string;
  icon: Icon;
  make: () => Block;
  /** Left out for the blocks the editor draws itself. */
  View?: ComponentType<BlockViewProps>;
  Settings?: ComponentType<BlockSettingsProps>;
  /** Whether it is offered among the blocks to add. */
  isOffered?: boolean;
}

const EVERYWHERE: readonly BlockKind[] = [
  { type: 'text', label: t('documents.block.text'), icon: IconAlignLeft, make: () => ({ type: 'text', text: '' }) },
  { type: 'heading', label: t('documents.block.heading'), icon: IconHeading, make: () => ({ type: 'heading', text: '', level: 1 }) },
  { type: 'button', label: t('documents.block.button'), icon: IconRectangle, make: () => ({ type: 'button', label: '', url: '' }) },
  { type: 'image', label: t('documents.block.image'), icon: IconPhoto, make: () => ({ type: 'image', src: '', alt: '' }) },
  {
    type: 'section',
    label: t('documents.block.section'),
    icon: IconColumns2,
    make: () => ({ type: 'section', columns: [{ blocks: [] }, { blocks: [] }] }),
  },
  {
    type: 'condition',
    label: t('documents.block.condition'),
    icon: IconGitBranch,
    make: () => ({ type: 'condition', criteria: null, blocks: [{ type: 'text', text: '' }] }),
  },
  { type: 'divider', label: t('documents.block.divider'), icon: IconLineDashed, make: () => ({ type: 'divider' }) },
  { type: 'spacer', label: t('documents.block.spacer'), icon: IconSpacingVertical, make: () => ({ type: 'spacer', height: 24 }) },
  { type: 'logo', label: t('documents.block.logo'), icon: IconRosette, make: () => ({ type: 'logo' }) },
  { type: 'social', label: t('documents.block.social'), icon: IconShare, make: () => ({ type: 'social', links: [] }) },
  { type: 'html', label: t('documents.block.html'), icon: IconBrandHtml5, make: () => ({ type: 'html', html: '' }) },
  {
    type: 'saved',
    label: t('documents.block.saved'),
    icon: IconBookmark,
    make: () => ({ type: 'saved', savedId: 1 }),
    isOffered: false,
  },
];

const IN_LETTERS: readonly BlockKind[] = [
  { type: 'signature', label: t('documents.block.signature'), icon: IconSignature, make: () => ({ type: 'signature' }) },
];

/** The kinds of block of a document, those that another part of the product brings along first. */
export function blockKinds(kind: DocumentKind, extra: readonly BlockKind[]): ReadonlyMap<Block['type'], BlockKind> {
  const all = [...extra, ...EVERYWHERE, ...(kind === 'letter' ? IN_LETTERS : [])];
  return new Map(all.map((each) => [each.type, each]));
}
