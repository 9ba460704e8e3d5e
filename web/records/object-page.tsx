import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldShape, SectionShape } from '../../src/records/schema.ts';
import { NotFoundScreen } from '../app/frame/screen-problem.tsx';
import { t } from '../app/messages/t.ts';
import { objectsQuery, type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo, useParam } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { SettingsPage } from '../ui/settings-page.tsx';
import { type Layout, shapeCalls, type TabLayout } from './data.ts';
import { FieldDrawer } from './field-drawer.tsx';
import { FieldsSection } from './fields-section.tsx';
import { ObjectInputs } from './objects-page.tsx';
import { SectionDrawer } from './section-drawer.tsx';

type Dialog =
  | { kind: 'field'; sectionId: number; field?: FieldShape }
  | { kind: 'section'; section?: SectionShape }
  | { kind: 'object' | 'delete-object' }
  | { kind: 'delete-field'; field: FieldShape };

/** The editor of an object: its sections, and the fields in them. */
export default function ObjectPage() {
  const key = useParam('object');
  const { data: objects } = useQuery(objectsQuery(useAccountId()));
  if (!objects) return <Loading />;
  const object = objects.find((one) => one.key === key);
  return object ? <ObjectEditor object={object} /> : <NotFoundScreen />;
}

function ObjectEditor({ object }: { object: ObjectType }) {
  const api = useApi();
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  const arrange = async (layout: Layout): Promise<void> => {
    try {
      await shapeCalls(api).arrange(object.id, inTabs(object, layout));
    } catch (error) {
      showProblem(error as Error);
    }
    await refresh('objects');
  };
  return (
    <SettingsPage
      title={object.plural}
      within={[{ label: t('records.objects'), path: '/settings/objects' }]}
      actions={
        <>
          <Button variant="default" onClick={() => setDialog({ kind: 'object' })}>
            {t('records.object.edit')}
          </Button>
          <Button variant="default" onClick={() => setDialog({ kind: 'section' })}>
            {t('records.section.add')}
          </Button>
          <Button onClick={() => setDialog({ kind: 'field', sectionId: object.sections[0]?.id ?? 0 })}>{t('records.field.add')}</Button>
        </>
      }
    >
      {object.sections.map((section) => (
        <FieldsSection
          key={section.id}
          object={object}
          section={section}
          onArrange={(layout) => void arrange(layout)}
          onAddField={() => setDialog({ kind: 'field', sectionId: section.id })}
          onEditField={(field) => setDialog({ kind: 'field', sectionId: section.id, field })}
          onDeleteField={(field) => setDialog({ kind: 'delete-field', field })}
          onEditSection={() => setDialog({ kind: 'section', section })}
        />
      ))}
      {object.isCustom && (
        <Group>
          <Button variant="subtle" color="bad" onClick={() => setDialog({ kind: 'delete-object' })}>
            {t('records.object.delete')}
          </Button>
        </Group>
      )}
      {dialog?.kind === 'field' && <FieldDrawer object={object} sectionId={dialog.sectionId} field={dialog.field} onClose={close} />}
      {dialog?.kind === 'section' && <SectionDrawer object={object} section={dialog.section} onClose={close} />}
      {dialog?.kind === 'object' && <EditObject object={object} onClose={close} />}
      {dialog?.kind === 'delete-field' && <DeleteField object={object} field={dialog.field} onClose={close} />}
      {dialog?.kind === 'delete-object' && <DeleteObject object={object} onClose={close} />}
    </SettingsPage>
  );
}

const inTabs = (object: ObjectType, layout: Layout): TabLayout =>
  object.tabs.map(({ id }) => ({
    id,
    sections: layout.filter((section) => object.sections.find((one) => one.id === section.id)?.tabId === id),
  }));

function EditObject({ object, onClose }: { object: ObjectType; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { singular: object.singular, plural: object.plural, icon: object.icon, description: object.description },
    send: (values) => shapeCalls(api).updateObject(object.id, values),
    onDone: () => {
      void refresh('objects');
      onClose();
    },
  });
  return (
    <FormDrawer title={t('records.object.edit')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('ui.save')}>
      <ObjectInputs getInputProps={apiForm.form.getInputProps} icon={apiForm.form.values.icon} />
    </FormDrawer>
  );
}

function DeleteField({ object, field, onClose }: { object: ObjectType; field: FieldShape; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  return (
    <Confirm
      title={t('records.field.delete.title', { field: field.label })}
      confirmLabel={t('records.field.delete')}
      typed={field.label}
      onClose={onClose}
      onConfirm={async () => {
        await shapeCalls(api).removeField(object.id, field.id);
        await refresh();
      }}
    >
      <Text>{t('records.field.delete.sentence', { field: field.label, objects: object.plural.toLocaleLowerCase() })}</Text>
    </Confirm>
  );
}

function DeleteObject({ object, onClose }: { object: ObjectType; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const go = useGo();
  return (
    <Confirm
      title={t('records.object.delete.title', { objects: object.plural })}
      confirmLabel={t('records.object.delete')}
      typed={object.plural}
      onClose={onClose}
      onConfirm={async () => {
        await shapeCalls(api).removeObject(object.id);
        go('/settings/objects');
        await refresh();
      }}
    >
      <Text>{t('records.object.delete.sentence', { objects: object.plural.toLocaleLowerCase() })}</Text>
    </Confirm>
  );
}
