import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldOption, FieldShape, SectionShape, TabShape } from '../../src/records/schema.ts';
import { NotFoundScreen } from '../app/frame/screen-problem.tsx';
import { t } from '../app/messages/t.ts';
import { objectsQuery, type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo, useParam } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { shapeCalls } from './data.ts';
import { FieldDrawer } from './field-drawer.tsx';
import { LayoutEditor } from './layout/layout-editor.tsx';
import { SectionDrawer } from './section-drawer.tsx';
import { DeletedFields } from './structure/deleted-fields.tsx';
import { DeleteField } from './structure/delete-field.tsx';
import { ObjectInputs } from './structure/object-inputs.tsx';
import { OptionChanges } from './structure/option-changes.tsx';
import { OptionFateDrawer } from './structure/option-fate.tsx';
import { TabDrawer } from './structure/tab-drawer.tsx';

type Dialog =
  | { kind: 'field'; sectionId: number; field?: FieldShape }
  | { kind: 'section'; tabId?: number; section?: SectionShape }
  | { kind: 'tab'; tab?: TabShape }
  | { kind: 'object' | 'delete-object' }
  | { kind: 'delete-field'; field: FieldShape }
  | { kind: 'option'; field: FieldShape; option: FieldOption };

/** The editor of an object: its sections, and the fields in them. */
export default function ObjectPage() {
  const key = useParam('object');
  const { data: objects } = useQuery(objectsQuery(useAccountId()));
  if (!objects) return <Loading />;
  const object = objects.find((one) => one.key === key);
  return object ? <ObjectEditor object={object} /> : <NotFoundScreen />;
}

function ObjectEditor({ object }: { object: ObjectType }) {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  return (
    <SettingsPage
      title={object.plural}
      within={[{ label: t('records.objects'), path: '/settings/objects' }]}
      meta={object.description}
      actions={
        <>
          <Button variant="default" onClick={() => setDialog({ kind: 'object' })}>
            {t('records.object.edit')}
          </Button>
          <Button variant="default" onClick={() => setDialog({ kind: 'tab' })}>
            {t('structure.tab.add')}
          </Button>
          <Button onClick={() => setDialog({ kind: 'field', sectionId: object.sections[0]?.id ?? 0 })}>{t('records.field.add')}</Button>
        </>
      }
    >
      <LayoutEditor
        object={object}
        actions={{
          onEditTab: (tab) => setDialog({ kind: 'tab', tab }),
          onAddSection: (tab) => setDialog({ kind: 'section', tabId: tab.id }),
          onEditSection: (section) => setDialog({ kind: 'section', section }),
          onAddField: (sectionId) => setDialog({ kind: 'field', sectionId }),
          onEditField: (field) => setDialog({ kind: 'field', sectionId: field.sectionId, field }),
          onDeleteField: (field) => setDialog({ kind: 'delete-field', field }),
        }}
      />
      <OptionChanges object={object} />
      <DeletedFields object={object} />
      {object.isCustom && (
        <Group>
          <Button variant="subtle" color="bad" onClick={() => setDialog({ kind: 'delete-object' })}>
            {t('records.object.delete')}
          </Button>
        </Group>
      )}
      {dialog && <Dialogs object={object} dialog={dialog} show={setDialog} />}
    </SettingsPage>
  );
}

interface DialogsProps {
  object: ObjectType;
  dialog: Dialog;
  show: (dialog: Dialog | null) => void;
}

function Dialogs({ object, dialog, show }: DialogsProps) {
  const close = (): void => show(null);
  switch (dialog.kind) {
    case 'field':
      return (
        <FieldDrawer
          object={object}
          sectionId={dialog.sectionId}
          field={dialog.field}
          onRemoveOption={(field, option) => show({ kind: 'option', field, option })}
          onClose={close}
        />
      );
    case 'option':
      return <OptionFateDrawer object={object} field={dialog.field} option={dialog.option} onClose={close} />;
    case 'section':
      return <SectionDrawer object={object} section={dialog.section} tabId={dialog.tabId} onClose={close} />;
    case 'tab':
      return <TabDrawer object={object} tab={dialog.tab} onClose={close} />;
    case 'object':
      return <EditObject object={object} onClose={close} />;
    case 'delete-field':
      return <DeleteField object={object} field={dialog.field} onClose={close} />;
    case 'delete-object':
      return <DeleteObject object={object} onClose={close} />;
  }
}

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
