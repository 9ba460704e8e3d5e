import { Button } from '@mantine/core';
import type { BulkProps } from '../../app/list-slots.tsx';
import { t } from '../../app/messages/t.ts';
import { useGo } from '../../app/url.ts';
import { whichOf } from '../../transfer/index.tsx';
import { keepReceivers } from './broadcast-data.ts';

/** Goes from a selection in a list to the page that sends to it. */
export function SendChosen({ object, which, selection }: BulkProps) {
  const go = useGo();
  const send = (): void => {
    const chosen = keepReceivers(whichOf(which, selection));
    go('/messages/broadcasts/new', { chosen, object: String(object.id) });
  };
  return (
    <Button size="compact-md" variant="default" onClick={send}>
      {t('broadcasts.new')}
    </Button>
  );
}
