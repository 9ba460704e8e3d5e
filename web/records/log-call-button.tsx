import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { RecordActionProps } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { useDrawer } from '../app/url.ts';

/** Logs a call with the person behind a record. */
export function LogCallButton({ object, recordId, mayEdit }: RecordActionProps) {
  const drawer = useDrawer();
  if (!mayEdit) return null;
  return (
    <Button variant="default" leftSection={<IconPhone size={16} />} onClick={() => drawer.open(`log-call/${object.id}-${recordId}`)}>
      {t('calls.log')}
    </Button>
  );
}
