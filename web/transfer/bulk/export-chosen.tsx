import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { BulkProps } from '../../app/list-slots.tsx';
import { t } from '../../app/messages/t.ts';
import { useApi } from '../../app/session.ts';
import { FocusBack } from '../../ui/focus-back.tsx';
import { showProblem } from '../../ui/notice.ts';

/** So many ids fit into an address; more are sent as a body. */
const IN_ADDRESS = 1_000;

/** Downloads what is chosen as it is seen: its columns, in its order. */
export function ExportChosen({ object, which, columns, sort, selection, count, onClose }: BulkProps & { onClose: () => void }) {
  const api = useApi();
  const path = `/api/records/${object.id}/export.csv`;
  const ids = [...(selection.isAll ? selection.except : selection.ids)].map(Number);
  const name = selection.isAll ? 'except' : 'ids';
  const list = { ...which, sort: sort || undefined, columns: columns.join(',') };
  const address = api.address(path, { ...list, [name]: ids.length > 0 ? ids.join(',') : undefined, bom: 'true' });
  const objects = (count === 1 ? object.singular : object.plural).toLocaleLowerCase();
  const label = t('bulk.go.export', { count: count ?? 0, objects });
  const download = (): void => {
    onClose();
    const group = which.group === undefined ? undefined : Number(which.group);
    api
      .file(path, { ...list, group, [name]: ids, bom: true })
      .then((file) => saveAs(file, 'export.csv'))
      .catch(showProblem);
  };
  return (
    <Modal opened onClose={onClose} title={t('bulk.kind.export')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="md">
        <Text>{t('bulk.export.what')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          {ids.length > IN_ADDRESS ? (
            <Button onClick={download} data-autofocus>
              {label}
            </Button>
          ) : (
            <Button component="a" href={address} download onClick={onClose} data-autofocus>
              {label}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
