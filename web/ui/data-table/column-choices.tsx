import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconGripVertical, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Column } from './types.ts';
import { type ColumnView, readView } from './view.ts';

export interface ColumnChoicesProps {
  columns: readonly Column<any>[];
  view: readonly ColumnView[];
  onChange: (view: ColumnView[]) => void;
}

/** All columns to choose from, by the groups they belong to; those shown are put in order by dragging. */
export function ColumnChoices({ columns, view, onChange }: ColumnChoicesProps) {
  const [query, setQuery] = useState('');
  const words = query.trim().toLocaleLowerCase();
  const found = columns.filter(({ header, group }) => `${header} ${group ?? ''}`.toLocaleLowerCase().includes(words));
  const hidden = found.filter(({ id }) => !view.some((one) => one.id === id));
  return (
    <Stack gap="xs">
      <TextInput
        autoFocus
        aria-label={t('ui.columns.find')}
        placeholder={t('ui.columns.find')}
        leftSection={<IconSearch size={16} />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={420} type="auto">
        <Text size="xs" c="dimmed" mb={4}>
          {t('ui.columns.shown')}
        </Text>
        <ShownColumns columns={columns} view={view} onChange={onChange} isFound={(column) => found.includes(column)} />
        {[...Map.groupBy(hidden, ({ group }) => group ?? t('ui.columns.more'))].map(([group, ofGroup]) => (
          <div key={group} role="group" aria-label={group}>
            <Text size="xs" c="dimmed" mt="sm" mb={4}>
              {group}
            </Text>
            {ofGroup.map((column) => (
              <Group key={column.id} h={32} wrap="nowrap">
                <Checkbox
                  label={column.header}
                  checked={false}
                  onChange={() => onChange([...view, { id: column.id, width: column.width ?? 180 }])}
                />
              </Group>
            ))}
          </div>
        ))}
      </ScrollArea.Autosize>
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(readView('', columns))}>
        {t('ui.columns.reset')}
      </Button>
    </Stack>
  );
}

function ShownColumns({ columns, view, onChange, isFound }: ColumnChoicesProps & { isFound: (column: Column<any>) => boolean }) {
  const sensors = useSensors(useSensor(PointerSensor), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  const shown = view.flatMap(({ id }) => columns.find((column) => column.id === id) ?? []).filter(isFound);
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    if (!over || active.id === over.id) return;
    const place = (id: unknown): number => view.findIndex((one) => one.id === id);
    // What is pinned keeps its place before all others.
    if (columns.find(({ id }) => id === over.id)?.isPinned) return;
    onChange(arrayMove([...view], place(active.id), place(over.id)));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
      <SortableContext items={shown.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        {shown.map((column) => (
          <ShownColumn key={column.id} column={column} onHide={() => onChange(view.filter(({ id }) => id !== column.id))} />
        ))}
      </SortableContext>
    </DndContext>
  );
}

function ShownColumn({ column, onHide }: { column: Column<any>; onHide: () => void }) {
  const { setNodeRef, attributes, listeners, transform, transition } = useSortable({ id: column.id, disabled: column.isPinned ?? false });
  return (
    <Group
      ref={setNodeRef}
      justify="space-between"
      wrap="nowrap"
      h={32}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <Checkbox label={column.header} checked disabled={column.isPinned ?? false} onChange={onHide} />
      {!column.isPinned && (
        <ActionIcon
          size="sm"
          style={{ cursor: 'grab', touchAction: 'none' }}
          aria-label={t('ui.columns.move', { column: column.header })}
          {...attributes}
          {...listeners}
        >
          <IconGripVertical size={15} />
        </ActionIcon>
      )}
    </Group>
  );
}
