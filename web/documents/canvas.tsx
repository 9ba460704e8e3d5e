import { useDroppable } from '@dnd-kit/core';
import { IconGitBranch } from '@tabler/icons-react';
import { memo } from 'react';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { later } from '../app/later.tsx';
import { AddMenu } from './add-menu.tsx';
import { BlockFrame } from './block-frame.tsx';
import { BlockView } from './block-views.tsx';
import classes from './documents.module.css';
import { useEditing } from './editing.ts';
import { groundStyles } from './look-styles.ts';
import type { Place } from './tree.ts';

const CriteriaSentence = later(async () => (await import('../criteria/index.tsx')).CriteriaSentence);

interface BlockListProps {
  blocks: readonly Block[];
  holder: string | null;
  slot: string;
  path: string;
  /** What is said, and offered, where nothing stands. */
  empty: string;
  /** What the list is called, for those who do not see where it stands. */
  within?: string;
}

/** Blocks below each other, and between them the places where another can be put. */
export function BlockList({ blocks, holder, slot, path, empty, within }: BlockListProps) {
  if (blocks.length === 0) return <EmptyList place={{ holder, slot, index: 0 }} words={empty} />;
  return (
    <>
      <Gap place={{ holder, slot, index: 0 }} />
      {blocks.map((block, index) => (
        <div key={block.id} className={classes.item}>
          <AnyBlock block={block} path={`${path}.${index}`} at={index + 1} count={blocks.length} within={within} />
          <Gap place={{ holder, slot, index: index + 1 }} />
        </div>
      ))}
    </>
  );
}

/** A place between two blocks: nothing to see until something is dragged to it. */
function Gap({ place }: { place: Place }) {
  const { setNodeRef, isOver } = useDroppable({ id: `${place.holder ?? ''}/${place.slot}/${place.index}`, data: { place } });
  return <div ref={setNodeRef} className={classes.gap} data-over={isOver || undefined} />;
}

function EmptyList({ place, words }: { place: Place; words: string }) {
  const { setNodeRef, isOver } = useDroppable({ id: `${place.holder ?? ''}/${place.slot}/0`, data: { place } });
  return (
    <div ref={setNodeRef} className={classes.emptyList} data-over={isOver || undefined}>
      <span>{words}</span>
      <AddMenu place={place} />
    </div>
  );
}

interface AnyBlockProps {
  block: Block;
  path: string;
  at: number;
  count: number;
  within: string | undefined;
}

const AnyBlock = memo(function AnyBlock({ block, path, at, count, within }: AnyBlockProps) {
  const { selectedId, change, device, kinds } = useEditing();
  const isSelected = selectedId === block.id;
  const kind = kinds.get(block.type)?.label ?? block.type;
  const name = within
    ? t('documents.canvas.block.in', { kind, at, count, holder: within })
    : t('documents.canvas.block', { kind, at, count });
  return (
    <BlockFrame
      block={block}
      path={path}
      name={name}
      kind={kind}
      isSelected={isSelected}
      isHidden={block.on !== undefined && block.on !== device}
    >
      {block.type === 'section' && <SectionView block={block} path={path} />}
      {block.type === 'condition' && <ConditionView block={block} path={path} isSelected={isSelected} />}
      {block.type !== 'section' && block.type !== 'condition' && (
        <BlockView block={block} isSelected={isSelected} onChange={(next, what) => change(block.id!, next, what)} />
      )}
    </BlockFrame>
  );
});

function SectionView({ block, path }: { block: Extract<Block, { type: 'section' }>; path: string }) {
  const { look, brand } = useEditing();
  return (
    <div
      className={classes.columns}
      style={{
        ...(block.background ? groundStyles(block.background, look, brand) : {}),
        background: block.background,
        paddingBlock: block.padding ?? 8,
      }}
      data-filled={block.background ? true : undefined}
    >
      {block.columns.map((column, index) => (
        <div key={index} className={classes.column} style={{ flexGrow: column.width ?? 100 / block.columns.length }}>
          <BlockList
            blocks={column.blocks as Block[]}
            holder={block.id!}
            slot={`columns.${index}.blocks`}
            path={`${path}.columns.${index}.blocks`}
            empty={t('documents.canvas.column.empty')}
            within={t('documents.canvas.column', { at: index + 1 })}
          />
        </div>
      ))}
    </div>
  );
}

function ConditionView({ block, path, isSelected }: { block: Extract<Block, { type: 'condition' }>; path: string; isSelected: boolean }) {
  const { objectId } = useEditing();
  return (
    <div className={classes.condition}>
      <p className={classes.conditionHead}>
        <IconGitBranch size={14} aria-hidden="true" />
        {block.criteria ? (
          <>
            {t('documents.condition.then')} <CriteriaSentence objectId={objectId} criteria={block.criteria} />
          </>
        ) : (
          t('documents.condition.nobody')
        )}
      </p>
      <BlockList
        blocks={block.blocks as Block[]}
        holder={block.id!}
        slot="blocks"
        path={`${path}.blocks`}
        empty={t('documents.canvas.then.empty')}
        within={t('documents.block.condition')}
      />
      {(isSelected || block.otherwise) && (
        <>
          <p className={classes.conditionHead}>{t('documents.condition.otherwise')}</p>
          <BlockList
            blocks={(block.otherwise ?? []) as Block[]}
            holder={block.id!}
            slot="otherwise"
            path={`${path}.otherwise`}
            empty={t('documents.canvas.otherwise.empty')}
            within={t('documents.condition.otherwise')}
          />
        </>
      )}
    </div>
  );
}
