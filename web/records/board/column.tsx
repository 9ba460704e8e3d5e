import { useDraggable, useDroppable } from '@dnd-kit/core';
import { ActionIcon } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconChevronsLeft, IconChevronsRight, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { OptionColor } from '../../../src/records/schema.ts';
import { formatPrice } from '../../../src/records/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { useAccount } from '../../app/session.ts';
import { useDrawer } from '../../app/url.ts';
import type { ListedRecord } from '../data.ts';
import { type BoardOf, cardsQuery, type ColumnTotal } from './board-data.ts';
import classes from './board.module.css';
import { CardFace } from './card.tsx';
import { NewCard } from './new-card.tsx';

interface BoardColumnProps {
  board: BoardOf;
  id: number;
  label: string;
  color: OptionColor | undefined;
  /** Undefined while nobody knows. */
  total: ColumnTotal | undefined;
  isFolded: boolean;
  onFold: () => void;
}

/** One option with its cards. Its cards are read when it comes into sight, and only those in sight are drawn. */
export function BoardColumn({ board, id, label, color, total, isFolded, onFold }: BoardColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: String(id) });
  const [isAdding, setAdding] = useState(false);
  const count = total?.count ?? 0;
  if (isFolded) {
    return (
      <section
        ref={setNodeRef}
        className={classes.folded}
        data-over={isOver || undefined}
        aria-label={t('records.board.column', { column: label, count })}
      >
        <ActionIcon variant="subtle" size="sm" aria-label={t('records.board.unfold', { column: label })} onClick={onFold}>
          <IconChevronsRight size={15} />
        </ActionIcon>
        <h2>{label}</h2>
        <span className={classes.count}>{t('ui.number', { count })}</span>
      </section>
    );
  }
  return (
    <section
      ref={setNodeRef}
      className={classes.column}
      data-over={isOver || undefined}
      aria-label={t('records.board.column', { column: label, count })}
    >
      <header className={classes.head}>
        <span className={classes.mark} style={{ background: `var(--qs-option-${color ?? 'gray'})` }} />
        <h2 title={label}>{label}</h2>
        <span className={classes.count}>{total && t('ui.number', { count })}</span>
        <span className={classes.headActions}>
          {board.object.rights.create && (
            <ActionIcon variant="subtle" size="sm" aria-label={t('records.board.add', { column: label })} onClick={() => setAdding(true)}>
              <IconPlus size={15} />
            </ActionIcon>
          )}
          <ActionIcon variant="subtle" size="sm" aria-label={t('records.board.fold', { column: label })} onClick={onFold}>
            <IconChevronsLeft size={15} />
          </ActionIcon>
        </span>
      </header>
      {total?.sum !== null && total !== undefined && board.settings.sumFieldId !== undefined && <Sum board={board} sum={total.sum} />}
      {isAdding && <NewCard board={board} optionId={id} onEnd={() => setAdding(false)} />}
      <CardList board={board} id={id} count={count} />
    </section>
  );
}

function Sum({ board, sum }: { board: BoardOf; sum: number }) {
  const { currency } = useAccount();
  const field = board.object.fields.find(({ id }) => id === board.settings.sumFieldId);
  if (!field) return null;
  const isPrice = field.type === 'price' || field.settings.result === 'price';
  return (
    <p className={classes.sum}>
      {field.label} <b>{isPrice ? formatPrice(sum, currency, language.locale) : t('ui.number', { count: sum })}</b>
    </p>
  );
}

const ABOUT_PX = 92;
const GAP_PX = 6;
const AHEAD = 6;

function CardList({ board, id, count }: { board: BoardOf; id: number; count: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const [hasBeenSeen, setSeen] = useState(false);
  useEffect(() => {
    if (entry?.isIntersecting) setSeen(true);
  }, [entry?.isIntersecting]);
  const query = useInfiniteQuery({ ...cardsQuery(board, id), enabled: hasBeenSeen && count > 0, placeholderData: (before) => before });
  const cards = count === 0 ? [] : (query.data?.pages.flatMap(({ rows }) => rows) ?? []);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => cards[index]!.id,
    estimateSize: () => ABOUT_PX,
    gap: GAP_PX,
    overscan: AHEAD,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (last >= cards.length - AHEAD && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, cards.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div ref={scroller} className={classes.cards} aria-busy={query.isFetching}>
      <div ref={ref} style={{ blockSize: 1 }} />
      {hasBeenSeen && query.isPending && count > 0 && <p className={classes.quiet}>{t('records.board.loading')}</p>}
      {query.error && <p className={classes.quiet}>{query.error.message}</p>}
      {count === 0 && <p className={classes.quiet}>{t('records.board.nothing')}</p>}
      <ul className={classes.list} style={{ blockSize: rows.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={item.key}
            ref={rows.measureElement}
            data-index={item.index}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            className={classes.item}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <Card
              board={board}
              card={cards[item.index]!}
              from={id}
              onNeighbour={(by) => focusCard(scroller.current, rows, item.index + by)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Brings a card into sight before it is focused: those out of sight are not drawn. */
function focusCard(scroller: HTMLElement | null, rows: { scrollToIndex: (index: number) => void }, index: number): void {
  if (index < 0) return;
  rows.scrollToIndex(index);
  requestAnimationFrame(() => scroller?.querySelector<HTMLElement>(`[data-index="${index}"] [role="button"]`)?.focus());
}

interface CardProps {
  board: BoardOf;
  card: ListedRecord;
  from: number;
  onNeighbour: (by: 1 | -1) => void;
}

function Card({ board, card, from, onNeighbour }: CardProps) {
  const drawer = useDrawer();
  const { object, field } = board;
  const canMove = object.rights.edit !== 'none' && !field.isReadOnly;
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: `card-${card.id}`,
    data: { card, from },
    disabled: !canMove,
    attributes: { roleDescription: '' },
  });
  const open = (): void => drawer.open(`quick/${object.id}-${card.id}`);
  const { onKeyDown: lift, ...pointer } = (listeners ?? {}) as Record<string, (event: unknown) => void>;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !isDragging) open();
    else if (!isDragging && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) onNeighbour(event.key === 'ArrowDown' ? 1 : -1);
    else return lift?.(event);
    event.preventDefault();
  };
  return (
    <div
      ref={setNodeRef}
      className={classes.card}
      role="button"
      tabIndex={0}
      aria-describedby={canMove ? attributes['aria-describedby'] : undefined}
      data-lifted={isDragging || undefined}
      {...pointer}
      onKeyDown={onKeyDown}
      onClick={open}
    >
      <CardFace board={board} card={card} />
    </div>
  );
}
