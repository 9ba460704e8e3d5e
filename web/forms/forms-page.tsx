import { Anchor, Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageBody, PageHeader, Section } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { FormState } from './form-state.tsx';
import { formCalls, type FormLine, formsQuery } from './forms-data.ts';
import { formatNumber, formatShareOf } from '../ui/numbers.ts';

/** Every form with how it does. */
export default function FormsPage() {
  const { data, error, refetch } = useQuery(formsQuery(useAccountId()));
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{t('forms.new')}</Button>;
  return (
    <>
      <PageHeader title={t('forms.title')} actions={data && data.length > 0 && add} />
      <PageBody wide>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data?.length === 0 && (
          <EmptyState
            title={t('forms.empty')}
            sentence={t('forms.empty.sentence')}
            action={add}
            example={<FormTable forms={[EXAMPLE]} />}
          />
        )}
        {data && data.length > 0 && (
          <Section description={t('forms.lately')}>
            <FormTable forms={data} />
          </Section>
        )}
      </PageBody>
      {isAdding && <NewForm onClose={() => setAdding(false)} />}
    </>
  );
}

const EXAMPLE: FormLine = {
  id: 0,
  objectId: 0,
  name: t('forms.first'),
  publishedVersion: 1,
  isCurrent: true,
  updatedAt: '',
  views: 1_204,
  submissions: 318,
};

function FormTable({ forms }: { forms: readonly FormLine[] }) {
  const path = usePath();
  const objects = useObjects();
  return (
    <PageTable
      minWidth={480}
      rows={forms}
      rowId={({ id }) => id}
      columns={[
        {
          label: t('forms.name'),
          render: (form) =>
            form.id === 0 ? (
              form.name
            ) : (
              <Anchor component={Link} to={path(`/forms/${form.id}`)} fw={540}>
                {form.name}
              </Anchor>
            ),
        },
        { label: t('forms.for'), render: (form) => objects.find(({ id }) => id === form.objectId)?.plural },
        { label: t('forms.state'), render: (form) => <FormState form={form} /> },
        { label: t('forms.views'), render: (form) => formatNumber(form.views), align: 'end' },
        { label: t('forms.submissions'), render: (form) => formatNumber(form.submissions), align: 'end' },
        { label: t('forms.rate'), render: (form) => formatShareOf(form.submissions, form.views), align: 'end' },
      ]}
    />
  );
}

function NewForm({ onClose }: { onClose: () => void }) {
  const calls = formCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const objects = useObjects();
  const apiForm = useApiForm({
    initialValues: { name: '', objectId: String(objects.find(({ person }) => person)?.id ?? 0) },
    send: ({ name, objectId }) => calls.create({ name, objectId: Number(objectId) }),
    onDone({ id }) {
      void refresh('forms').then(() => go(`/forms/${id}`));
    },
  });
  return (
    <FormDrawer title={t('forms.new')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('forms.new')}>
      <TextInput
        label={t('forms.name')}
        placeholder={t('forms.first')}
        withAsterisk
        maxLength={200}
        data-autofocus
        {...apiForm.form.getInputProps('name')}
      />
      <Select
        label={t('forms.for')}
        data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
        allowDeselect={false}
        {...apiForm.form.getInputProps('objectId')}
      />
    </FormDrawer>
  );
}
