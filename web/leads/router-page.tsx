import { Button, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Otherwise, routerSettingsSchema, type RouterSettings } from '../../src/leads/schema.ts';
import { NotFoundScreen } from '../app/frame/screen-problem.tsx';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo, useParam } from '../app/url.ts';
import { type Names, useNames, Ways } from '../automations/index.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import classes from './leads.module.css';
import { leadCalls, type Router, routersQuery, triedQuery } from './leads-data.ts';
import { RouterMembers } from './router-members.tsx';
import { RouterNext } from './router-next.tsx';
import { RouterWaiting } from './router-waiting.tsx';

/** The editor of a lead router, with how it stands today. */
export default function RouterPage() {
  const id = Number(useParam('id'));
  const { data, error, refetch } = useQuery(routersQuery(useAccountId()));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const router = data.find((one) => one.id === id);
  return router ? <RouterEditor key={`${router.id}/${router.revision}`} router={router} /> : <NotFoundScreen />;
}

function RouterEditor({ router }: { router: Router }) {
  const calls = leadCalls(useApi());
  const refresh = useRefresh();
  const names = useNames(router.objectId);
  const object = useObjects().find(({ id }) => id === router.objectId);
  const [name, setName] = useState(router.name);
  const [settings, setSettings] = useState<RouterSettings>(router.settings);
  const [isRemoving, setRemoving] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [asked] = useDebouncedValue(settings, 300);
  const problem = routerSettingsSchema.safeParse(asked).error?.issues[0]?.message;
  const tried = useQuery({
    ...triedQuery(useAccountId(), { routerId: router.id, settings: asked }),
    placeholderData: keepPreviousData,
    enabled: problem === undefined,
  });
  const isChanged = name !== router.name || JSON.stringify(settings) !== JSON.stringify(router.settings);

  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await calls.updateRouter(router.id, { name, settings, revision: router.revision });
      await refresh('lead-routers');
      showDone(t('leads.router.saved', { name }));
    } catch (error) {
      showProblem(error as Error);
    } finally {
      setSaving(false);
    }
  };

  return (
    <SettingsPage
      title={router.name}
      wide
      within={[{ label: t('leads.routers'), path: '/settings/lead-routers' }]}
      meta={isChanged ? <StatusBadge state="warn">{t('leads.score.unsaved')}</StatusBadge> : object?.plural}
      actions={
        <>
          <Button variant="subtle" color="bad" onClick={() => setRemoving(true)}>
            {t('leads.router.remove')}
          </Button>
          <Button onClick={() => void save()} loading={isSaving} disabled={!isChanged || problem !== undefined}>
            {t('leads.router.save')}
          </Button>
        </>
      }
    >
      <div className={classes.editor}>
        <div className={classes.main}>
          <Section>
            <Ways
              label={t('leads.router.how')}
              ways={(['turns', 'weighted'] as const).map((how) => ({
                value: how,
                label: t(`leads.router.how.${how}`),
                description: t(`leads.router.how.${how}.why`),
              }))}
              value={settings.how}
              onChange={(how) => setSettings({ ...settings, how })}
            />
          </Section>
          <RouterMembers settings={settings} onChange={setSettings} users={names.users} now={tried.data?.members ?? []} />
          <Otherwises settings={settings} onChange={setSettings} users={names.users} />
          <Section>
            <TextInput
              label={t('leads.router.name')}
              value={name}
              maxLength={100}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          </Section>
        </div>
        <div className={classes.aside}>
          <RouterNext tried={tried.data} users={names.users} problem={problem ?? tried.error?.message} />
          <RouterWaiting router={router} />
        </div>
      </div>
      {isRemoving && <RemoveRouter router={router} onClose={() => setRemoving(false)} />}
    </SettingsPage>
  );
}

const FATES = ['wait', 'first_back', 'user', 'leave'] as const;

interface OtherwisesProps {
  settings: RouterSettings;
  onChange: (settings: RouterSettings) => void;
  users: Names['users'];
}

/** What becomes of records when nobody is there, and of those that have an owner already. */
function Otherwises({ settings, onChange, users }: OtherwisesProps) {
  const { otherwise } = settings;
  const set = (next: Otherwise): void => onChange({ ...settings, otherwise: next });
  return (
    <Section>
      <Stack gap="md">
        <Ways
          label={t('leads.router.otherwise')}
          ways={FATES.map((fate) => ({
            value: fate,
            label: t(`leads.router.otherwise.${fate}`),
            description: t(`leads.router.otherwise.${fate}.why`),
          }))}
          value={otherwise.do}
          onChange={(fate) => set(fate === 'user' ? { do: 'user', userId: users[0]?.id ?? 0 } : { do: fate })}
        />
        {otherwise.do === 'user' && (
          <Select
            label={t('leads.router.otherwise.user.who')}
            data={users.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={String(otherwise.userId)}
            onChange={(userId) => set({ do: 'user', userId: Number(userId) })}
            allowDeselect={false}
            searchable
          />
        )}
        <Switch
          label={t('leads.router.keepOwner')}
          checked={settings.keepOwner}
          onChange={({ currentTarget }) => onChange({ ...settings, keepOwner: currentTarget.checked })}
        />
      </Stack>
    </Section>
  );
}

function RemoveRouter({ router, onClose }: { router: Router; onClose: () => void }) {
  const calls = leadCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const remove = async (): Promise<void> => {
    await calls.removeRouter(router.id);
    go('/settings/lead-routers');
    await refresh('lead-routers');
    showDone(t('leads.router.removed', { name: router.name }));
  };
  return (
    <Confirm
      title={t('leads.router.remove.title', { name: router.name })}
      confirmLabel={t('leads.router.remove')}
      onConfirm={remove}
      onClose={onClose}
    >
      {t('leads.router.remove.sentence', { count: router.waiting })}
    </Confirm>
  );
}
