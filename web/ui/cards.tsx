import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { t } from '../app/messages/t.ts';
import classes from './cards.module.css';

export interface CardColumn<Card> {
  id: string;
  label: string;
  cards: readonly Card[];
  /** How many the column holds, also those not loaded. */
  total: number;
  /** At the head, after the count: a sum of money. */
  meta?: ReactNode;
}

interface CardsProps<Card> {
  label: string;
  columns: readonly CardColumn<Card>[];
  cardId: (card: Card) => number;
  cardName: (card: Card) => string;
  render: (card: Card) => ReactNode;
  onOpen: (card: Card) => void;
  /** Left out when the viewer may not move cards. */
  onMove?: (card: Card, columnId: string) => void;
  onMore?: (columnId: string) => void;
}

interface Lifted {
  id: number;
  from: number;
  over: number;
}

/** Cards in columns. They are dragged with the pointer, or lifted with Space, carried with the arrows and put down with Space. */
export function Cards<Card>(props: CardsProps<Card>) {
  const { columns, cardId, cardName, onMove } = props;
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const [said, setSaid] = useState('');

  const drop = (): void => {
    if (!lifted) return;
    const card = columns[lifted.from]?.cards.find((one) => cardId(one) === lifted.id);
    const target = columns[lifted.over];
    setLifted(null);
    if (!card || !target || lifted.over === lifted.from) return;
    onMove?.(card, target.id);
    setSaid(t('ui.cards.put', { card: cardName(card), column: target.label }));
  };

  const carry = (by: number): void => {
    if (!lifted) return;
    const over = Math.max(0, Math.min(columns.length - 1, lifted.over + by));
    setLifted({ ...lifted, over });
    setSaid(t('ui.cards.over', { column: columns[over]!.label }));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, card: Card, place: number): void => {
    const back = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === 'Enter' && !lifted) props.onOpen(card);
    else if (event.key === ' ' && onMove && !lifted) {
      setLifted({ id: cardId(card), from: place, over: place });
      setSaid(t('ui.cards.lifted', { card: cardName(card) }));
    } else if (event.key === ' ' && lifted) drop();
    else if (lifted && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) carry(event.key === back ? -1 : 1);
    else if (lifted && event.key === 'Escape') {
      setLifted(null);
      setSaid(t('ui.cards.cancelled'));
    } else if (!lifted && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
      focusNeighbour(event.currentTarget, event.key === 'ArrowDown');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes.board} role="group" aria-label={props.label} tabIndex={-1}>
      <p className="visually-hidden" aria-live="assertive">
        {said}
      </p>
      {columns.map((column, place) => (
        <section
          key={column.id}
          className={classes.column}
          aria-label={t('ui.cards.column', { column: column.label, count: column.total })}
          data-over={(lifted?.over === place && lifted.from !== place) || undefined}
          onDragOver={(event) => {
            if (!lifted) return;
            event.preventDefault();
            if (lifted.over !== place) setLifted({ ...lifted, over: place });
          }}
          onDrop={(event: DragEvent) => {
            event.preventDefault();
            drop();
          }}
        >
          <header className={classes.head}>
            <h2>{column.label}</h2>
            <span className={classes.count}>{t('ui.number', { count: column.total })}</span>
            {column.meta && <span className={classes.meta}>{column.meta}</span>}
          </header>
          <ul className={classes.cards}>
            {column.cards.map((card) => (
              <li key={cardId(card)}>
                <div
                  className={classes.card}
                  role="button"
                  tabIndex={0}
                  aria-describedby={onMove ? 'cards-how' : undefined}
                  draggable={Boolean(onMove)}
                  data-lifted={lifted?.id === cardId(card) || undefined}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move';
                    setLifted({ id: cardId(card), from: place, over: place });
                  }}
                  onDragEnd={() => setLifted(null)}
                  onClick={() => props.onOpen(card)}
                  onKeyDown={(event) => onKeyDown(event, card, place)}
                  onBlur={() => lifted && setLifted(null)}
                >
                  {props.render(card)}
                </div>
              </li>
            ))}
          </ul>
          {column.total > column.cards.length && props.onMore && (
            <button type="button" className={classes.more} onClick={() => props.onMore!(column.id)}>
              {t('ui.cards.more', { count: column.total - column.cards.length })}
            </button>
          )}
        </section>
      ))}
      <p id="cards-how" className="visually-hidden">
        {t('ui.cards.how')}
      </p>
    </div>
  );
}

function focusNeighbour(card: HTMLElement, isNext: boolean): void {
  const item = card.parentElement;
  const neighbour = isNext ? item?.nextElementSibling : item?.previousElementSibling;
  neighbour?.querySelector<HTMLElement>('[role="button"]')?.focus();
}
