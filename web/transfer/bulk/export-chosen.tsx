import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { BulkProps } from '../../app/list-slots.tsx';
import { t } from '../../app/messages/t.ts';
import { useApi } from '../../app/session.ts';

/** Downloads what is chosen, with every column. */
export function ExportChosen({ object, which, selection, count, onClose }: BulkProps & { onClose: () => void }) {
  const api = useApi();
  const ids = (chosen: ReadonlySet<number | string>): object => ({ system: 'id', operator: 'is', values: [...chosen].map(Number) });
  const parts = [
    ...(which.criteria ? [JSON.parse(which.criteria) as object] : []),
    ...(selection.isAll ? (selection.except.size > 0 ? [{ not: ids(selection.except) }] : []) : [ids(selection.ids)]),
  ];
  const criteria = parts.length === 0 ? undefined : JSON.stringify(parts.length === 1 ? parts[0] : { all: parts });
  const list = selection.isAll ? { group: which.group, search: which.search } : {};
  const address = api.address(`/api/records/${object.id}/export.csv`, { ...list, criteria, bom: 'true' });
  const objects = (count === 1 ? object.singular : object.plural).toLocaleLowerCase();
  return (
    <Modal opened onClose={onClose} title={t('bulk.kind.export')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <Stack gap="md">
        <Text>{t('bulk.export.what')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button component="a" href={address} download onClick={onClose} data-autofocus>
            {t('bulk.go.export', { count: count ?? 0, objects })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
