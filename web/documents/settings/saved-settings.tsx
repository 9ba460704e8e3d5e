import { Button } from '@mantine/core';
import type { Block } from '../../../src/documents/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useSavedBlock } from '../documents-data.ts';
import { useEditing } from '../editing.ts';

/** A saved block stands in many documents; here it can only be made part of this one. */
export function SavedSettings({ block }: { block: Extract<Block, { type: 'saved' }> }) {
  const saved = useSavedBlock(block.savedId);
  const { replace } = useEditing();
  return (
    <>
      <p style={{ margin: 0 }}>{saved?.name}</p>
      <p className="quiet" style={{ margin: 0 }}>
        {t('documents.set.saved.why')}
      </p>
      {saved && (
        <Button variant="default" onClick={() => replace(block.id!, saved.blocks)} style={{ alignSelf: 'flex-start' }}>
          {t('documents.set.saved.loosen')}
        </Button>
      )}
    </>
  );
}
