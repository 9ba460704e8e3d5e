import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { SaveBlock } from './save-block.tsx';
import { placesFor, standingOf } from './tree.ts';
import type { EditingState } from './use-editing-state.ts';

/** What else can be done with the chosen block: moved to any list it fits in, or kept for other documents. */
export function BlockMenu({ state: { actions, blocks, editing } }: { state: Pick<EditingState, 'actions' | 'blocks' | 'editing'> }) {
  const [isSaving, setSaving] = useState(false);
  const standing = standingOf(blocks, editing.selectedId);
  const lists = standing
    ? placesFor(blocks, standing.block).filter(
        (place, index, all) =>
          (place.holder !== standing.holder || place.slot !== standing.slot) &&
          all.findLastIndex((other) => other.holder === place.holder && other.slot === place.slot) === index,
      )
    : [];
  const nameOf = (holder: string | null, slot: string): string => {
    if (holder === null) return t('documents.canvas');
    const at = standingOf(blocks, holder);
    const kind = at ? (editing.kinds.get(at.block.type)?.label ?? '') : '';
    const column = /^columns\.(\d+)/.exec(slot)?.[1];
    if (column !== undefined) return t('documents.bar.place.column', { kind, row: (at?.index ?? 0) + 1, at: Number(column) + 1 });
    return t(slot === 'otherwise' ? 'documents.bar.place.otherwise' : 'documents.bar.place.then', { row: (at?.index ?? 0) + 1 });
  };
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon size={30} aria-label={t('documents.bar.more')} disabled={!standing}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {lists.length > 0 && <Menu.Label>{t('documents.bar.moveTo')}</Menu.Label>}
          {lists.map((place) => (
            <Menu.Item key={`${place.holder}/${place.slot}`} onClick={() => actions.move(editing.selectedId!, place)}>
              {nameOf(place.holder, place.slot)}
            </Menu.Item>
          ))}
          {lists.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setSaving(true)}>{t('documents.bar.save')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving && standing && <SaveBlock block={standing.block} onClose={() => setSaving(false)} />}
    </>
  );
}
