import { ActionIcon, Button, Group, Table } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { objectsQuery, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { ActionsHead } from '../ui/actions-head.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { ObjectIcon } from '../ui/object-icon.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { shapeCalls } from './data.ts';
import { NewObject } from './structure/new-object.tsx';
import classes from './records.module.css';

/** Every kind of thing the account keeps records of. */
export default function ObjectsPage() {
  const { data: objects, error, refetch } = useQuery(objectsQuery(useAccountId()));
  const path = usePath();
  const [isAdding, setAdding] = useState(false);
  const api = useApi();
  const refresh = useRefresh();
  const move = async (place: number, by: 1 | -1): Promise<void> => {
    const order = (objects ?? []).map(({ id }) => id);
    order.splice(place + by, 0, ...order.splice(place, 1));
    await shapeCalls(api).arrangeObjects(order).catch(showProblem);
    await refresh('objects');
  };
  return (
    <SettingsPage title={t('records.objects')} actions={<Button onClick={() => setAdding(true)}>{t('records.objects.add')}</Button>}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!objects && !error && <Loading />}
      {objects && (
        <Section description={t('records.objects.sentence')}>
          <Table.ScrollContainer minWidth={420}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('records.object')}</Table.Th>
                  <Table.Th ta="end">{t('records.fields')}</Table.Th>
                  <Table.Th>{t('records.object.kind')}</Table.Th>
                  <ActionsHead />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {objects.map((object, place) => (
                  <Table.Tr key={object.id}>
                    <Table.Td>
                      <Link to={path(`/settings/objects/${object.key}`)} className={classes.objectLink}>
                        <ObjectIcon name={object.icon} size={18} />
                        {object.plural}
                      </Link>
                    </Table.Td>
                    <Table.Td ta="end">{t('ui.number', { count: object.fields.length })}</Table.Td>
                    <Table.Td>{t(object.isCustom ? 'records.object.own' : 'records.object.built')}</Table.Td>
                    <Table.Td>
                      <Group gap={2} justify="flex-end" wrap="nowrap">
                        <ActionIcon
                          aria-label={t('structure.object.up', { objects: object.plural })}
                          disabled={place === 0}
                          onClick={() => void move(place, -1)}
                        >
                          <IconArrowUp size={16} />
                        </ActionIcon>
                        <ActionIcon
                          aria-label={t('structure.object.down', { objects: object.plural })}
                          disabled={place === objects.length - 1}
                          onClick={() => void move(place, 1)}
                        >
                          <IconArrowDown size={16} />
                        </ActionIcon>
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Section>
      )}
      {isAdding && <NewObject onClose={() => setAdding(false)} />}
    </SettingsPage>
  );
}
