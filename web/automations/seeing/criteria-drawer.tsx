import { Button, Drawer, Group } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { CriteriaBuilder } from '../../criteria/index.tsx';
import { keptCriteria } from '../forms/index.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';

interface CriteriaDrawerProps {
  objectId: number;
  title: string;
  /** What the button says that keeps them. */
  keep: string;
  criteria: unknown;
  onKeep: (criteria: unknown) => void;
  onClose: () => void;
}

/** Says by criteria whom something is about. */
export function CriteriaDrawer({ objectId, title, keep, criteria, onKeep, onClose }: CriteriaDrawerProps) {
  const [tree, setTree] = useState<unknown>(criteria);
  return (
    <Drawer opened onClose={onClose} position="right" size={520} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <CriteriaBuilder objectId={objectId} value={tree} onChange={setTree} />
      <Group mt="md">
        <Button
          onClick={() => {
            onKeep(keptCriteria(tree));
            onClose();
          }}
        >
          {keep}
        </Button>
      </Group>
    </Drawer>
  );
}
