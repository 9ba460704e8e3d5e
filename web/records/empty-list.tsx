import { Button, Group, Table } from '@mantine/core';
import { listSlots } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount } from '../app/session.ts';
import { useDrawer, useSetSearch } from '../app/url.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** No records: because nothing was found, or because nothing is there yet. */
export function EmptyList({ object, isFiltered }: { object: ObjectType; isFiltered: boolean }) {
  const setSearch = useSetSearch();
  const drawer = useDrawer();
  const account = useAccount();
  const objects = object.plural.toLocaleLowerCase();
  if (isFiltered) {
    return (
      <EmptyState
        title={t('records.found.none')}
        sentence={t('records.found.none.sentence')}
        action={
          <Button variant="default" onClick={() => setSearch({ q: undefined, group: undefined, criteria: undefined })}>
            {t('records.found.all', { objects })}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t('records.empty', { objects })}
      sentence={object.description || t('records.empty.sentence', { objects })}
      action={
        <Group gap="xs">
          {listSlots
            .filter((slot) => !slot.needsRecords && (slot.visible?.(account, object) ?? true))
            .map(({ id, Button: Head }) => (
              <Head key={id} object={object} which={{}} columns={[]} sort="" />
            ))}
          <Button onClick={() => drawer.open(`new-record/${object.key}`)}>
            {t('records.add', { object: object.singular.toLocaleLowerCase() })}
          </Button>
        </Group>
      }
      example={<ExampleRows object={object} />}
    />
  );
}

const PEOPLE = [
  ['Nia Okafor', 'nia@northlight.example', 'Active client'],
  ['Tomás Achterberg', 'tomas@quarterdeck.example', 'Lead'],
  ['Wen Haruki', 'wen@saltmarsh.example', 'New contact'],
] as const;
const THINGS = ['Northlight', 'Quarterdeck', 'Saltmarsh'] as const;

function ExampleRows({ object }: { object: ObjectType }) {
  return (
    <Table verticalSpacing={6}>
      <Table.Tbody>
        {object.person
          ? PEOPLE.map(([name, email, stage]) => (
              <Table.Tr key={name}>
                <Table.Td fw={540}>{name}</Table.Td>
                <Table.Td>{email}</Table.Td>
                <Table.Td>{stage}</Table.Td>
              </Table.Tr>
            ))
          : THINGS.map((name) => (
              <Table.Tr key={name}>
                <Table.Td fw={540}>{`${object.singular} ${name}`}</Table.Td>
              </Table.Tr>
            ))}
      </Table.Tbody>
    </Table>
  );
}
