import { Alert, Button, List, Menu, ActionIcon, Tabs } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo, useParam, useUrlState } from '../app/url.ts';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { PageBody, PageHeader } from '../ui/page-header.tsx';
import { FormNumbersTab } from './form-numbers.tsx';
import { FormPreview } from './form-preview.tsx';
import { FormQuestions } from './form-questions.tsx';
import { FormSettingsTab } from './form-settings.tsx';
import { FormShare } from './form-share.tsx';
import { FormState } from './form-state.tsx';
import { FormSubmissions } from './form-submissions.tsx';
import { type Form, formCalls, formQuery } from './forms-data.ts';
import classes from './forms.module.css';
import { useSaving } from './use-saving.ts';

const TABS = ['write', 'settings', 'share', 'submissions', 'numbers'] as const;

/** A form: its questions, what happens with the answers, how it gets to people, and what came of it. */
export default function FormPage() {
  const id = Number(useParam('id'));
  const { data, error, refetch } = useQuery({ ...formQuery(useAccountId(), id), refetchOnWindowFocus: false });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Editor key={data.id} form={data} />;
}

function Editor({ form }: { form: Form }) {
  const [tab, setTab] = useUrlState('tab', 'write');
  const [isPreviewing, setPreviewing] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const saving = useSaving(form);
  const doing = useDoings(saving.form);
  const publish = async (): Promise<void> => {
    await saving.flush();
    await doing.publish();
  };
  return (
    <>
      <PageHeader
        title={saving.form.name}
        within={[{ label: t('forms.title'), path: '/forms' }]}
        meta={
          <span className={classes.meta}>
            <FormState form={saving.form} />
            <span aria-live="polite">{saving.state === 'idle' ? '' : t(saving.state === 'saving' ? 'forms.saving' : 'forms.saved')}</span>
          </span>
        }
        actions={
          <>
            <FormMenu form={saving.form} onRemove={() => setRemoving(true)} onWithdraw={() => void doing.withdraw()} />
            <Button variant="default" onClick={() => void saving.flush().then(() => setPreviewing(true))}>
              {t('forms.preview')}
            </Button>
            <Button
              onClick={() => void publish()}
              loading={doing.isPublishing}
              disabled={saving.form.problems.length > 0 || (saving.form.isCurrent && saving.state !== 'saving')}
            >
              {t(saving.form.publishedVersion === null ? 'forms.publish' : 'forms.publish.again')}
            </Button>
          </>
        }
      >
        <Tabs value={tab} onChange={(next) => setTab(next ?? 'write')} mt="xs">
          <Tabs.List className={classes.tabs}>
            {TABS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`forms.tab.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      {tab === 'write' ? (
        <>
          <Problems form={saving.form} />
          <FormQuestions form={form} saved={saving.form} onChange={(document) => saving.change({ document })} />
        </>
      ) : (
        <PageBody wide={tab === 'submissions'}>
          {tab === 'settings' && <FormSettingsTab form={form} saved={saving.form} onChange={(settings) => saving.change({ settings })} />}
          {tab === 'share' && <FormShare form={saving.form} onChange={(change) => saving.now(change)} />}
          {tab === 'submissions' && <FormSubmissions form={saving.form} />}
          {tab === 'numbers' && <FormNumbersTab form={saving.form} />}
        </PageBody>
      )}
      {isPreviewing && <FormPreview form={saving.form} onClose={() => setPreviewing(false)} />}
      {isRemoving && <RemoveForm form={saving.form} onClose={() => setRemoving(false)} />}
    </>
  );
}

function FormMenu({ form, onRemove, onWithdraw }: { form: Form; onRemove: () => void; onWithdraw: () => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={t('forms.more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {form.publishedVersion !== null && <Menu.Item onClick={onWithdraw}>{t('forms.withdraw')}</Menu.Item>}
        <Menu.Item color="bad" onClick={onRemove}>
          {t('forms.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Problems({ form }: { form: Form }) {
  if (form.problems.length === 0) return null;
  return (
    <Alert color="warn" variant="light" className={classes.problems} title={t('forms.problems', { count: form.problems.length })}>
      <List size="sm">
        {form.problems.slice(0, 5).map(({ path, sentence }) => (
          <List.Item key={path + sentence}>{sentence}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function useDoings(form: Form) {
  const calls = formCalls(useApi());
  const refresh = useRefresh();
  const [isPublishing, setPublishing] = useState(false);
  const after = async (work: Promise<unknown>, sentence: string): Promise<void> => {
    try {
      await work;
      await refresh('forms');
      showDone(sentence);
    } catch (error) {
      showProblem(error as Error);
    }
  };
  return {
    isPublishing,
    async publish() {
      setPublishing(true);
      await after(calls.publish(form.id), t('forms.publish.done', { name: form.name }));
      setPublishing(false);
    },
    withdraw: () => after(calls.withdraw(form.id), t('forms.withdrawn', { name: form.name })),
  };
}

function RemoveForm({ form, onClose }: { form: Form; onClose: () => void }) {
  const calls = formCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const remove = async (): Promise<void> => {
    await calls.remove(form.id);
    go('/forms');
    await refresh('forms');
    showDone(t('forms.removed', { name: form.name }));
  };
  return (
    <Confirm title={t('forms.remove.title', { name: form.name })} confirmLabel={t('forms.remove')} onConfirm={remove} onClose={onClose}>
      {t('forms.remove.sentence')}
    </Confirm>
  );
}
