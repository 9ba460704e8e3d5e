import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { FocusBack } from '../../ui/focus-back.tsx';

type Row = readonly [label: string, keys: readonly string[]];

/** Every key of the canvas, and what the mouse can do. */
export function KeysHelp({ isEditable, onClose }: { isEditable: boolean; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t('canvas.keys')} size="lg" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap={6}>
        {[...looking(), ...(isEditable ? building() : [])].map(([label, keys]) => (
          <Group key={label} justify="space-between" wrap="nowrap" gap="md">
            <Text>{label}</Text>
            <Group gap={4} wrap="nowrap">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
        {isEditable && (
          <>
            <Title order={3} size="h4" mt="sm">
              {t('canvas.key.mouse')}
            </Title>
            <Text>{t('canvas.key.drag')}</Text>
            <Text>{t('canvas.key.draw')}</Text>
            <Text>{t('canvas.key.box')}</Text>
          </>
        )}
      </Stack>
    </Modal>
  );
}

const looking = (): Row[] => [
  [t('canvas.key.walk'), ['↓', '↑']],
  [t('canvas.key.branch'), ['←', '→']],
  [t('canvas.key.ends'), ['Home']],
  [t('canvas.key.open'), ['Enter']],
  [t('canvas.key.problem'), ['P']],
  [t('canvas.key.find'), ['Ctrl', 'F']],
  [t('canvas.key.zoom'), ['+', '−', '0']],
  [t('canvas.key.help'), ['?']],
];

const building = (): Row[] => [
  [t('canvas.key.next'), ['N', 'Insert']],
  [t('canvas.key.menu'), ['M']],
  [t('canvas.key.choose'), ['Space', 'Shift ↓']],
  [t('canvas.key.all'), ['Ctrl', 'A']],
  [t('canvas.key.move'), ['Alt', '↑ ↓']],
  [t('canvas.key.remove'), ['Delete']],
  [t('canvas.key.removeBranch'), ['Shift', 'Delete']],
  [t('canvas.key.copy'), ['Ctrl', 'C X V']],
  [t('canvas.key.duplicate'), ['Ctrl', 'D']],
  [t('canvas.key.undo'), ['Ctrl', 'Z', 'Shift Z']],
];
