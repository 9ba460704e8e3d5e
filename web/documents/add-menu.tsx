import { ActionIcon, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { t } from '../app/messages/t.ts';
import { useEditing } from './editing.ts';
import { mayStand, type Place } from './tree.ts';

/** Adds a block where nothing stands yet. */
export function AddMenu({ place }: { place: Place }) {
  const { kinds, insert, blocks } = useEditing();
  const offered = [...kinds.values()].filter(({ isOffered, make }) => isOffered !== false && mayStand(blocks(), make(), place));
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="sm" aria-label={t('documents.add.here')} onClick={(event) => event.stopPropagation()}>
          <IconPlus size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ type, label, icon: Sign, make }) => (
          <Menu.Item key={type} leftSection={<Sign size={16} aria-hidden="true" />} onClick={() => insert([make()], place)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
