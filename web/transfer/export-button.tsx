import { Button, Checkbox, Popover, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ListProps } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { useApi } from '../app/session.ts';

/** Downloads the list as it is seen: its records, columns and order, or every column. */
export function ExportButton({ object, which, columns, sort }: ListProps) {
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const [everyColumn, setEveryColumn] = useState(columns.length === 0);
  const [forExcel, setForExcel] = useState(true);
  const address = api.address(`/api/records/${object.id}/export.csv`, {
    ...which,
    sort,
    columns: everyColumn || columns.length === 0 ? undefined : columns.join(','),
    bom: forExcel ? 'true' : undefined,
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t('transfer.export')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" maw={280}>
          <Text size="sm">{t('transfer.export.what', { objects: object.plural.toLocaleLowerCase() })}</Text>
          {columns.length > 0 && (
            <Checkbox
              label={t('transfer.export.every')}
              checked={everyColumn}
              onChange={(event) => setEveryColumn(event.currentTarget.checked)}
            />
          )}
          <Checkbox
            label={t('transfer.export.excel')}
            description={t('transfer.export.excel.why')}
            checked={forExcel}
            onChange={(event) => setForExcel(event.currentTarget.checked)}
          />
          <Button component="a" href={address} download onClick={() => setOpen(false)}>
            {t('transfer.export.download')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
