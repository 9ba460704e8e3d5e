import { Button, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { memo } from 'react';
import { later } from '../../app/later.tsx';
import { t } from '../../app/messages/t.ts';
import type { ColumnChoicesProps } from './column-choices.tsx';

const ColumnChoices = later<ColumnChoicesProps>(async () => (await import('./column-choices.tsx')).ColumnChoices);

/** Which columns, and in which order. */
export const ColumnChooser = memo(function ColumnChooser(props: ColumnChoicesProps) {
  return (
    <Popover position="bottom-end" width={340} trapFocus>
      <Popover.Target>
        <Button variant="subtle" data-quiet size="compact-sm" leftSection={<IconColumns3 size={16} />}>
          {t('ui.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ColumnChoices {...props} />
      </Popover.Dropdown>
    </Popover>
  );
});
