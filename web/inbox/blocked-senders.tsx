import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useCan, useRefresh } from '../app/session.ts';
import { FormProblem, useApiForm } from '../ui/api-form.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { blockedQuery } from './inbox-data.ts';
import classes from './inbox.module.css';

/** Whose mail makes no conversations, by address or by domain. */
export function BlockedSenders() {
  const api = useApi();
  const refresh = useRefresh();
  const mayUse = useCan('inbox.use');
  const { data: senders = [] } = useQuery({ ...blockedQuery(useAccountId()), enabled: mayUse });
  const apiForm = useApiForm({
    initialValues: { value: '' },
    send: (values) => api.post('/api/blocked-senders', values),
    onDone: () => {
      apiForm.form.reset();
      void refresh('blocked-senders');
      void refresh('conversations');
    },
  });
  if (!mayUse) return null;
  const unblock = (value: string): void =>
    void api.post('/api/blocked-senders/unblock', { value }).then(() => {
      showDone(t('inbox.blockedSenders.removed', { value }));
      return refresh('blocked-senders');
    }, showProblem);
  return (
    <section className={classes.queue} aria-label={t('inbox.blockedSenders')}>
      <header>
        <h2>{t('inbox.blockedSenders')}</h2>
        <span>{t('inbox.blockedSenders.sentence')}</span>
      </header>
      <ul className={classes.channels}>
        {senders.length === 0 && (
          <li>
            <Text c="dimmed" size="sm">
              {t('inbox.blockedSenders.none')}
            </Text>
          </li>
        )}
        {senders.map(({ value }) => (
          <li key={value}>
            <span dir="ltr">{value}</span>
            <Button size="compact-sm" variant="subtle" onClick={() => unblock(value)}>
              {t('inbox.blockedSenders.remove', { value })}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={apiForm.submit} noValidate>
        <Group align="start" mt="sm" gap="xs">
          <TextInput
            aria-label={t('inbox.blockedSenders.value')}
            placeholder={t('inbox.blockedSenders.value')}
            {...apiForm.form.getInputProps('value')}
          />
          <Button type="submit" variant="default" loading={apiForm.isSending}>
            {t('inbox.blockedSenders.add')}
          </Button>
        </Group>
        <FormProblem problem={apiForm.problem} />
      </form>
    </section>
  );
}
