import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateView } from '../../src/inbox/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useCan, useRefresh } from '../app/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { SettingsPage } from '../ui/settings-page.tsx';
import { AnswerDrawer } from './answer-drawer.tsx';
import { templatesQuery } from './inbox-data.ts';
import classes from './inbox.module.css';

/** The answers that are given often: everybody's, and one's own. */
export default function AnswersPage() {
  const { data: templates, error, refetch } = useQuery(templatesQuery(useAccountId()));
  const [edited, setEdited] = useState<TemplateView | 'new' | null>(null);
  return (
    <SettingsPage title={t('inbox.answers')} actions={<Button onClick={() => setEdited('new')}>{t('inbox.answers.add')}</Button>}>
      <Text c="dimmed" mb="md">
        {t('inbox.answers.sentence')}
      </Text>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!templates && !error && <Loading />}
      {templates?.length === 0 && <NoAnswers onAdd={() => setEdited('new')} />}
      <div className={classes.queues}>
        {templates?.map((template) => (
          <AnswerSheet key={template.id} template={template} onEdit={() => setEdited(template)} />
        ))}
      </div>
      {edited && <AnswerDrawer template={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />}
    </SettingsPage>
  );
}

function AnswerSheet({ template, onEdit }: { template: TemplateView; onEdit: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const mayShare = useCan('messages.manage');
  const { id, name, shortcut, text, isShared } = template;
  const remove = (): void =>
    void api.delete(`/api/answer-templates/${id}`).then(() => {
      showDone(t('inbox.answers.deleted'));
      return refresh('answer-templates');
    }, showProblem);
  return (
    <section className={classes.queue} aria-label={name}>
      <header>
        <h2>{name}</h2>
        {shortcut && <span dir="ltr">/{shortcut}</span>}
        <span>{t(isShared ? 'inbox.answers.shared' : 'inbox.answers.own')}</span>
        {(mayShare || !isShared) && (
          <>
            <Button size="compact-sm" variant="default" aria-label={t('inbox.answers.edit', { name })} onClick={onEdit}>
              {t('inbox.settings.change')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="bad" aria-label={t('inbox.answers.delete', { name })} onClick={remove}>
              {t('inbox.answers.remove')}
            </Button>
          </>
        )}
      </header>
      <p className={classes.text}>{text}</p>
    </section>
  );
}

const NoAnswers = ({ onAdd }: { onAdd: () => void }) => (
  <EmptyState
    title={t('inbox.answers.empty')}
    sentence={t('inbox.answers.empty.sentence')}
    action={<Button onClick={onAdd}>{t('inbox.answers.add')}</Button>}
    example={
      <div>
        <strong>{t('inbox.answers.example.name')}</strong>
        <p>{t('inbox.answers.example')}</p>
      </div>
    }
  />
);
