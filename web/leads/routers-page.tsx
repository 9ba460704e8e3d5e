import { Anchor, Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { routerSettingsSchema } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { useNames } from '../automations/index.tsx';
import { useApiForm } from '../ui/api-form.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { leadCalls, type Router, routersQuery } from './leads-data.ts';
import { formatNumber } from '../ui/numbers.ts';

/** Every lead router of the account. */
export default function RoutersPage() {
  const { data, error, refetch } = useQuery(routersQuery(useAccountId()));
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{t('leads.router.new')}</Button>;
  return (
    <SettingsPage title={t('leads.routers')} actions={data && data.length > 0 && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState
          title={t('leads.routers.empty')}
          sentence={t('leads.routers.empty.sentence')}
          action={add}
          example={<RouterTable routers={[EXAMPLE]} />}
        />
      )}
      {data && data.length > 0 && (
        <Section description={t('leads.routers.sentence')}>
          <RouterTable routers={data} />
        </Section>
      )}
      {isAdding && <NewRouter onClose={() => setAdding(false)} />}
    </SettingsPage>
  );
}

const EXAMPLE: Router = {
  id: 0,
  objectId: 0,
  name: t('leads.router.first'),
  settings: routerSettingsSchema.parse({ members: [{ userId: 1 }, { userId: 2 }, { userId: 3 }] }),
  revision: 1,
  updatedAt: '',
  waiting: 2,
  wakesAt: null,
};

function RouterTable({ routers }: { routers: readonly Router[] }) {
  const path = usePath();
  const objects = useObjects();
  return (
    <PageTable
      minWidth={520}
      rows={routers}
      rowId={({ id }) => id}
      columns={[
        {
          label: t('leads.router.name'),
          render: (router) =>
            router.id === 0 ? (
              router.name
            ) : (
              <Anchor component={Link} to={path(`/settings/lead-routers/${router.id}`)} fw={540}>
                {router.name}
              </Anchor>
            ),
        },
        { label: t('leads.router.for'), render: (router) => objects.find(({ id }) => id === router.objectId)?.plural },
        { label: t('leads.router.how'), render: ({ settings }) => t(`leads.router.how.${settings.how}`) },
        { label: t('leads.router.members'), render: ({ settings }) => t('leads.router.members.count', { count: settings.members.length }) },
        { label: t('leads.router.waiting'), render: ({ waiting }) => formatNumber(waiting), align: 'end' },
      ]}
    />
  );
}

function NewRouter({ onClose }: { onClose: () => void }) {
  const calls = leadCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const objects = useObjects();
  const { users } = useNames(0);
  const apiForm = useApiForm({
    initialValues: { name: t('leads.router.first'), objectId: String(objects.find(({ person }) => person)?.id ?? 0) },
    send: ({ name, objectId }) =>
      calls.createRouter({
        name,
        objectId: Number(objectId),
        settings: routerSettingsSchema.parse({ members: users.map(({ id }) => ({ userId: id })) }),
      }),
    onDone({ id }) {
      void refresh('lead-routers').then(() => go(`/settings/lead-routers/${id}`));
    },
  });
  return (
    <FormDrawer title={t('leads.router.new')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('leads.router.new')}>
      <TextInput label={t('leads.router.name')} withAsterisk maxLength={100} data-autofocus {...apiForm.form.getInputProps('name')} />
      <Select
        label={t('leads.router.for')}
        data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
        allowDeselect={false}
        {...apiForm.form.getInputProps('objectId')}
      />
    </FormDrawer>
  );
}
