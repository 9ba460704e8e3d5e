import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Column } from './types.ts';
import { type ColumnView, readView } from './view.ts';

interface ColumnChooserProps {
  columns: readonly Column<any>[];
  view: readonly ColumnView[];
  onChange: (view: ColumnView[]) => void;
}

/** Which columns, and in which order. */
export function ColumnChooser({ columns, view, onChange }: ColumnChooserProps) {
  const [query, setQuery] = useState('');
  const found = columns.filter((column) => column.header.toLocaleLowerCase().includes(query.toLocaleLowerCase()));
  const shown = view.map(({ id }) => columns.find((column) => column.id === id)!).filter((column) => column && found.includes(column));
  const hidden = found.filter((column) => !view.some(({ id }) => id === column.id));

  const show = (column: Column<any>): void => onChange([...view, { id: column.id, width: column.width ?? 180 }]);
  const hide = (id: string): void => onChange(view.filter((one) => one.id !== id));
  const move = (id: string, by: number): void => {
    const next = [...view];
    const from = next.findIndex((one) => one.id === id);
    const [moved] = next.splice(from, 1);
    next.splice(from + by, 0, moved!);
    onChange(next);
  };

  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="subtle" data-quiet size="compact-sm" leftSection={<IconColumns3 size={16} />}>
          {t('ui.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            aria-label={t('ui.columns.find')}
            placeholder={t('ui.columns.find')}
            leftSection={<IconSearch size={16} />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <ScrollArea.Autosize mah={360} type="auto">
            <Text size="xs" c="dimmed" mb={4}>
              {t('ui.columns.shown')}
            </Text>
            {shown.map((column) => {
              const place = view.findIndex(({ id }) => id === column.id);
              const firstFree = view.findIndex(({ id }) => !columns.find((one) => one.id === id)?.isPinned);
              return (
                <Group key={column.id} justify="space-between" wrap="nowrap" h={32}>
                  <Checkbox label={column.header} checked disabled={column.isPinned} onChange={() => hide(column.id)} />
                  {!column.isPinned && (
                    <Group gap={0} wrap="nowrap">
                      <ActionIcon
                        size="sm"
                        aria-label={t('ui.columns.earlier', { column: column.header })}
                        disabled={place <= firstFree}
                        onClick={() => move(column.id, -1)}
                      >
                        <IconArrowUp size={15} />
                      </ActionIcon>
                      <ActionIcon
                        size="sm"
                        aria-label={t('ui.columns.later', { column: column.header })}
                        disabled={place === view.length - 1}
                        onClick={() => move(column.id, 1)}
                      >
                        <IconArrowDown size={15} />
                      </ActionIcon>
                    </Group>
                  )}
                </Group>
              );
            })}
            {hidden.length > 0 && (
              <Text size="xs" c="dimmed" mt="sm" mb={4}>
                {t('ui.columns.more')}
              </Text>
            )}
            {hidden.map((column) => (
              <Group key={column.id} h={32}>
                <Checkbox label={column.header} checked={false} onChange={() => show(column)} />
              </Group>
            ))}
          </ScrollArea.Autosize>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(readView('', columns))}>
            {t('ui.columns.reset')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
