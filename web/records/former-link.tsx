import { Anchor } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { useDrawer } from '../app/url.ts';

interface FormerLinkProps {
  record: { objectId: number; id: number };
  eventId: number;
}

/** From a change in the timeline to the whole record as it stood beside it. */
export function FormerLink({ record, eventId }: FormerLinkProps) {
  const drawer = useDrawer();
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => drawer.open(`former/${record.objectId}-${record.id}-${eventId}`)}>
      {t('records.former.open')}
    </Anchor>
  );
}
