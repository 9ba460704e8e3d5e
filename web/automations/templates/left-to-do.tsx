import { Anchor, Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useGo, usePath, useUrlState } from '../../app/url.ts';
import { showDone, showProblem } from '../../ui/notice.ts';
import type { Automation } from '../automation-data.ts';
import type { Names } from '../use-names.ts';
import { templateCalls, templatesQuery } from './templates-data.ts';
import classes from './templates.module.css';

/** After a ready map was made: what is left to do before it runs, until somebody closes it. */
export function LeftToDo({ automation, names, problems }: { automation: Automation; names: Names; problems: number }) {
  const path = usePath();
  const go = useGo();
  const refresh = useRefresh();
  const calls = templateCalls(useApi());
  const [begun, setBegun] = useUrlState('begun');
  const { data } = useQuery(templatesQuery(useAccountId()));
  const undo = useMutation({
    mutationFn: () => calls.undo(automation.id),
    async onSuccess({ kept }) {
      for (const part of ['automations', 'messages', 'groups', 'task-templates', 'objects']) await refresh(part);
      showDone(t('templates.undone', { kept }));
      go('/automations');
    },
    onError: showProblem,
  });
  const template = data?.find(({ key }) => key === begun);
  if (!template || automation.version !== null) return null;
  const used = new Set(automation.draft.steps.map(({ settings }) => settings.messageId));
  const letters = [...used].flatMap((messageId) => names.messages.filter(({ id }) => id === messageId));
  return (
    <section className={classes.left} aria-labelledby="left-to-do">
      <h2 id="left-to-do">{t('templates.left')}</h2>
      <ol>
        {template.needs.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {template.tells.map(({ name, when }) => (
          <li key={name}>
            <code>{name}</code> {when}
          </li>
        ))}
        {letters.length > 0 && (
          <li>
            {t('templates.left.letters')}{' '}
            {letters.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Anchor component={Link} to={path(`/messages/${id}`)}>
                  {name}
                </Anchor>
              </span>
            ))}
            .
          </li>
        )}
        {problems > 0 && <li className={classes.problem}>{t('templates.left.problems', { count: problems })}</li>}
        <li>{t('templates.left.publish')}</li>
      </ol>
      <Group gap="xs">
        <Button variant="default" size="compact-sm" onClick={() => setBegun('')}>
          {t('templates.left.close')}
        </Button>
        <Button variant="subtle" color="bad" size="compact-sm" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('templates.undo')}
        </Button>
      </Group>
    </section>
  );
}
