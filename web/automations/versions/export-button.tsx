import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { t } from '../../app/messages/t.ts';
import { useApi } from '../../app/session.ts';
import { downloadMap } from './download-map.ts';

/** Saves a map as a file of this computer. */
export function ExportButton({ automation: { id, name } }: { automation: { id: number; name: string } }) {
  const api = useApi();
  return (
    <Tooltip label={t('versions.export')}>
      <ActionIcon aria-label={t('versions.export.of', { name })} onClick={() => void downloadMap(api, id, 'draft')}>
        <IconFileExport size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
