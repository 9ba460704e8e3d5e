import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Criteria } from '../../../src/criteria/schema.ts';
import type { Block } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import { CriteriaBuilder, CriteriaSentence, finishedPart } from '../../criteria/index.tsx';
import type { BlockSettingsProps } from '../block-kinds.tsx';
import { useEditing } from '../editing.ts';
import { FocusBack } from '../../ui/focus-back.tsx';

type Condition = Extract<Block, { type: 'condition' }>;

/** Who sees what a condition holds, as the sentence in which groups say it too. */
export function ConditionSettings({ block, onChange, problemAt }: Omit<BlockSettingsProps, 'block'> & { block: Condition }) {
  const { objectId } = useEditing();
  const [isOpen, setOpen] = useState(false);
  const problem = problemAt('criteria');
  return (
    <Stack gap="sm">
      <p className="quiet" style={{ margin: 0 }}>
        {t('documents.set.criteria.why')}
      </p>
      {block.criteria && <CriteriaSentence objectId={objectId} criteria={block.criteria} />}
      {problem && (
        <p role="alert" style={{ margin: 0, color: 'var(--qs-bad)' }}>
          {problem}
        </p>
      )}
      <Button
        variant={block.criteria ? 'default' : 'filled'}
        size="compact-md"
        onClick={() => setOpen(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('documents.set.criteria.edit')}
      </Button>
      {isOpen && (
        <CriteriaDialog
          objectId={objectId}
          criteria={block.criteria}
          onClose={() => setOpen(false)}
          onKeep={(criteria) => {
            onChange({ ...block, criteria });
            setOpen(false);
          }}
        />
      )}
    </Stack>
  );
}

interface CriteriaDialogProps {
  objectId: number;
  criteria: Condition['criteria'];
  onKeep: (criteria: Condition['criteria']) => void;
  onClose: () => void;
}

function CriteriaDialog({ objectId, criteria, onKeep, onClose }: CriteriaDialogProps) {
  const [tree, setTree] = useState<Criteria | null>(criteria);
  return (
    <Modal opened onClose={onClose} title={t('documents.set.criteria')} size="xl">
      <FocusBack />
      <Stack gap="md">
        <CriteriaBuilder objectId={objectId} value={tree} onChange={setTree} />
        <Button onClick={() => onKeep(tree && finishedPart(tree).tree)} style={{ alignSelf: 'flex-start' }}>
          {t('documents.set.criteria.done')}
        </Button>
      </Stack>
    </Modal>
  );
}
