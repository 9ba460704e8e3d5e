import { Group, Kbd, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { t } from '../messages/t.ts';
import { objectLetters, visiblePlaces } from '../places.ts';
import { useAccount, useObjects } from '../session.ts';
import { FocusBack } from '../../ui/focus-back.tsx';

/** Every key that does something, by where it does. */
export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const account = useAccount();
  const objects = useObjects();
  const going = [
    ...visiblePlaces(account)
      .filter((place) => place.letter)
      .map((place) => [t(place.label), ['g', place.letter!]] as const),
    ...objects.filter((object) => objectLetters[object.key]).map((object) => [object.plural, ['g', objectLetters[object.key]!]] as const),
  ];
  return (
    <Modal opened onClose={onClose} title={t('app.shortcuts')} size="lg" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        <Section title={t('app.shortcuts.everywhere')} rows={everywhere()} />
        <Section title={t('app.shortcuts.going')} rows={going} />
        <Section title={t('app.shortcuts.tables')} rows={inTables()} />
        <Section title={t('app.shortcuts.cards')} rows={onCards()} />
        <Section title={t('tasks.shortcuts')} rows={inTasks()} />
      </SimpleGrid>
    </Modal>
  );
}

type Row = readonly [label: string, keys: readonly string[]];

const everywhere = (): Row[] => [
  [t('app.search'), ['/']],
  [t('app.search'), ['Ctrl', 'K']],
  [t('app.shortcuts'), ['?']],
  [t('app.shortcuts.close'), ['Esc']],
];

const inTables = (): Row[] => [
  [t('app.shortcuts.move'), ['↑', '↓']],
  [t('app.shortcuts.open'), ['Enter']],
  [t('app.shortcuts.select'), ['Space']],
  [t('app.shortcuts.selectMore'), ['Shift', '↑ ↓']],
  [t('app.shortcuts.selectAll'), ['Ctrl', 'A']],
  [t('app.shortcuts.actions'), ['b']],
];

const onCards = (): Row[] => [
  [t('app.shortcuts.lift'), ['Space']],
  [t('app.shortcuts.carry'), ['←', '→']],
];

const inTasks = (): Row[] => [
  [t('tasks.shortcuts.move'), ['j', 'k']],
  [t('tasks.shortcuts.complete'), ['c', '1 … 9']],
  [t('tasks.shortcuts.reschedule'), ['r']],
  [t('tasks.shortcuts.assign'), ['a']],
  [t('tasks.shortcuts.open'), ['e']],
  [t('tasks.shortcuts.choose'), ['x']],
  [t('tasks.shortcuts.claim'), ['t']],
];

function Section({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <Stack gap={6}>
      <Title order={3}>{title}</Title>
      {rows.map(([label, keys]) => (
        <Group key={label + keys.join()} justify="space-between" wrap="nowrap">
          <Text size="sm">{label}</Text>
          <Group gap={4} wrap="nowrap">
            {keys.map((key, place) => (
              // Some are pressed twice.
              <Kbd key={`${place} ${key}`}>{key}</Kbd>
            ))}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
