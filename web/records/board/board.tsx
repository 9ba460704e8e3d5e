import { DndContext, type DragEndEvent, DragOverlay, type DragStartEvent, pointerWithin, rectIntersection } from '@dnd-kit/core';
import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { CardSettings, FieldShape } from '../../../src/records/schema.ts';
import { useLive } from '../../app/live.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import tableClasses from '../../ui/data-table/data-table.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { showProblem, showUndo } from '../../ui/notice.ts';
import { Button } from '@mantine/core';
import { type ListedRecord, recordCalls, type Which } from '../data.ts';
import { BLANK, type BoardOf, boardKey, showMoved, totalsQuery } from './board-data.ts';
import { BoardSettings } from './board-settings.tsx';
import { CardFace } from './card.tsx';
import { BoardColumn } from './column.tsx';
import classes from './board.module.css';
import { useCarrying } from './carrying.ts';

interface BoardProps {
  object: ObjectType;
  which: Which;
  settings: CardSettings;
  onSettings: (next: CardSettings) => void;
  /** Search and filters, at the head. */
  filters: ReactNode;
}

/** Records as cards, one column for each option of a drop-down field; moving a card writes the field. */
export function Board({ object, which, settings, onSettings, filters }: BoardProps) {
  const accountId = useAccountId();
  const [isSettingUp, setSettingUp] = useState(false);
  const choices = object.fields.filter(({ type }) => type === 'dropdown');
  const field = choices.find(({ id }) => id === settings.fieldId) ?? choices[0];
  if (!field) return <NoColumns object={object} />;
  return (
    <>
      <div className={tableClasses.bar}>
        <div className={tableClasses.filters}>
          {filters}
          <NativeSelect
            size="xs"
            aria-label={t('records.board.by')}
            data={choices.map(({ id, label }) => ({ value: String(id), label: t('records.board.byField', { field: label }) }))}
            value={String(field.id)}
            onChange={({ currentTarget }) => onSettings({ ...settings, fieldId: Number(currentTarget.value), folded: [] })}
          />
        </div>
        <ActionIcon variant="default" size={30} aria-label={t('records.board.settings')} onClick={() => setSettingUp(true)}>
          <IconSettings size={16} />
        </ActionIcon>
      </div>
      <Columns key={field.id} board={{ accountId, object, which, field, settings }} onSettings={onSettings} />
      {isSettingUp && (
        <BoardSettings object={object} field={field} settings={settings} onSettings={onSettings} onClose={() => setSettingUp(false)} />
      )}
    </>
  );
}

function NoColumns({ object }: { object: ObjectType }) {
  const go = useGo();
  return (
    <EmptyState
      title={t('records.board.none')}
      sentence={t('records.board.none.sentence', { objects: object.plural.toLocaleLowerCase() })}
      action={<Button onClick={() => go(`/settings/objects/${object.key}`)}>{t('records.board.none.action')}</Button>}
    />
  );
}

/** Changes of others are read together, a moment after the last. */
const READ_AFTER_MS = 400;

function Columns({ board, onSettings }: { board: BoardOf; onSettings: BoardProps['onSettings'] }) {
  const { object, field, settings } = board;
  const queries = useQueryClient();
  const { data: totals, error, refetch } = useQuery(totalsQuery(board));
  const [carried, setCarried] = useState<{ card: ListedRecord; from: number } | null>(null);
  const move = useMove(board);
  const reading = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive([`records/${object.id}`], () => {
    clearTimeout(reading.current);
    reading.current = setTimeout(() => {
      void queries.invalidateQueries({ queryKey: boardKey(board) });
      void queries.invalidateQueries({ queryKey: [board.accountId, 'records', object.id, 'cards'] });
    }, READ_AFTER_MS);
  });
  const columns = columnsOf(field, totals ?? []);
  const carrying = useCarrying(columns, (id) => columns.find((column) => column.id === id)?.label ?? '');
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;

  const drop = ({ active, over }: DragEndEvent): void => {
    setCarried(null);
    const card = active.data.current?.card as ListedRecord;
    const from = active.data.current?.from as number;
    if (over && Number(over.id) !== from) void move({ card, from, to: Number(over.id) });
  };
  const fold = (id: number): void => {
    const folded = settings.folded ?? [];
    onSettings({ ...settings, folded: folded.includes(id) ? folded.filter((one) => one !== id) : [...folded, id] });
  };
  return (
    <DndContext
      sensors={carrying.sensors}
      accessibility={carrying.accessibility}
      // Carried by keyboard there is no pointer to be within anything.
      collisionDetection={(args) => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args))}
      onDragStart={({ active }: DragStartEvent) => setCarried(active.data.current as { card: ListedRecord; from: number })}
      onDragEnd={drop}
      onDragCancel={() => setCarried(null)}
    >
      <div
        className={classes.board}
        role="group"
        tabIndex={-1}
        aria-label={t('records.board', { objects: object.plural, field: field.label })}
      >
        {columns.map(({ id, label, option }) => (
          <BoardColumn
            key={id}
            board={board}
            id={id}
            label={label}
            color={option?.color}
            total={totals?.find(({ optionId }) => optionId === id) ?? (totals ? { optionId: id, count: 0, sum: null } : undefined)}
            isFolded={settings.folded?.includes(id) ?? false}
            onFold={() => fold(id)}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried && (
          <div className={classes.card} data-carried>
            <CardFace board={board} card={carried.card} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** The options in use or on offer, and a column of blanks where there are any. */
function columnsOf(field: FieldShape, totals: readonly { optionId: number; count: number }[]) {
  const hasCards = (id: number): boolean => totals.some(({ optionId, count }) => optionId === id && count > 0);
  const options = field.options.filter(({ id, archived }) => !archived || hasCards(id));
  const columns = options.map((option) => ({
    id: option.id,
    label: option.label,
    option: option as FieldShape['options'][number] | undefined,
  }));
  if (!hasCards(BLANK)) return columns;
  return [{ id: BLANK, label: t('records.board.blank', { field: field.label }), option: undefined }, ...columns];
}

/** Moves a card: seen at once, written, and offered to be taken back. */
function useMove(board: BoardOf) {
  const api = useApi();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const { object, field } = board;
  const write = async (move: { card: ListedRecord; from: number; to: number }): Promise<void> => {
    await queries.cancelQueries({ queryKey: boardKey(board) });
    showMoved(queries, board, move);
    try {
      await recordCalls(api).update(object.id, move.card.id, { [field.id]: move.to === BLANK ? null : move.to });
    } finally {
      await refresh('records', object.id);
    }
  };
  return async (move: { card: ListedRecord; from: number; to: number }): Promise<void> => {
    const column = field.options.find(({ id }) => id === move.to)?.label ?? t('records.board.blank', { field: field.label });
    try {
      await write(move);
      const name = move.card.name || t('records.unnamed');
      showUndo(t('records.board.moved', { name, column }), () => write({ ...move, from: move.to, to: move.from }));
    } catch (error) {
      showProblem(error as Error);
    }
  };
}
