import { Button, Select, Table, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { objectsQuery, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { ObjectIcon, objectIcons } from '../ui/object-icon.tsx';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { shapeCalls } from './data.ts';
import classes from './records.module.css';

/** Every kind of thing the account keeps records of. */
export default function ObjectsPage() {
  const { data: objects, error, refetch } = useQuery(objectsQuery(useAccountId()));
  const path = usePath();
  const [isAdding, setAdding] = useState(false);
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
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {objects.map((object) => (
                  <Table.Tr key={object.id}>
                    <Table.Td>
                      <Link to={path(`/settings/objects/${object.key}`)} className={classes.objectLink}>
                        <ObjectIcon name={object.icon} size={18} />
                        {object.plural}
                      </Link>
                    </Table.Td>
                    <Table.Td ta="end">{t('ui.number', { count: object.fields.length })}</Table.Td>
                    <Table.Td>{t(object.isCustom ? 'records.object.own' : 'records.object.built')}</Table.Td>
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

function NewObject({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const go = useGo();
  const apiForm = useApiForm({
    initialValues: { singular: '', plural: '', icon: 'box', description: '' },
    send: shapeCalls(api).createObject,
    onDone: async () => {
      await refresh('objects');
      onClose();
      go('/settings/objects');
    },
  });
  return (
    <FormDrawer title={t('records.objects.add')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('records.objects.add')}>
      <ObjectInputs getInputProps={apiForm.form.getInputProps} icon={apiForm.form.values.icon} />
    </FormDrawer>
  );
}

interface ObjectInputsProps {
  getInputProps: (name: string) => object;
  icon: string;
}

export function ObjectInputs({ getInputProps, icon }: ObjectInputsProps) {
  return (
    <>
      <TextInput
        label={t('records.object.singular')}
        placeholder={t('records.object.singular.example')}
        data-autofocus
        {...getInputProps('singular')}
      />
      <TextInput label={t('records.object.plural')} placeholder={t('records.object.plural.example')} {...getInputProps('plural')} />
      <Select
        label={t('records.object.icon')}
        data={Object.keys(objectIcons).map((name) => ({ value: name, label: name }))}
        leftSection={<ObjectIcon name={icon} size={18} />}
        renderOption={({ option }) => (
          <span className={classes.objectLink}>
            <ObjectIcon name={option.value} size={18} /> {option.label}
          </span>
        )}
        allowDeselect={false}
        {...getInputProps('icon')}
      />
      <Textarea label={t('records.object.description')} autosize minRows={2} {...getInputProps('description')} />
    </>
  );
}
