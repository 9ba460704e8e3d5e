import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useCan, useRefresh } from '../../app/session.ts';
import { useUrlState } from '../../app/url.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone } from '../../ui/notice.ts';
import { PageBody, PageHeader, Section } from '../../ui/page-header.tsx';
import { AutomationsTabs } from './automations-tabs.tsx';
import { ExampleRule } from './example-rule.tsx';
import { RuleDrawer } from './rule-drawer.tsx';
import { RuleList } from './rule-list.tsx';
import { type ListedRule, ruleCalls, rulesQuery } from './rules-data.ts';

const NEW = 'new';

/** Every rule outside maps: when, if, then. */
export default function RulesPage() {
  const { data, error, refetch } = useQuery(rulesQuery(useAccountId()));
  const canManage = useCan('automations.manage');
  const [opened, setOpened] = useUrlState('rule');
  const [removing, setRemoving] = useState<ListedRule>();
  const rule = data?.find(({ id }) => String(id) === opened);
  const add = canManage && <Button onClick={() => setOpened(NEW)}>{t('rules.new')}</Button>;
  return (
    <>
      <PageHeader
        title={t('automations.title')}
        meta={data && data.length > 0 && t('rules.count', { count: data.length })}
        actions={data && data.length > 0 && add}
      >
        <AutomationsTabs shown="rules" />
      </PageHeader>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState title={t('rules.empty')} sentence={t('rules.empty.sentence')} action={add} example={<ExampleRule />} />
      )}
      {data && data.length > 0 && (
        <PageBody wide>
          <Section>
            <RuleList rules={data} onOpen={(id) => setOpened(String(id))} />
          </Section>
        </PageBody>
      )}
      {canManage && (opened === NEW || rule) && (
        <RuleDrawer
          key={opened}
          rule={rule}
          onClose={() => setOpened('')}
          onRemove={
            rule &&
            (() => {
              setOpened('');
              setRemoving(rule);
            })
          }
        />
      )}
      {removing && <RemoveRule rule={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}

function RemoveRule({ rule, onClose }: { rule: ListedRule; onClose: () => void }) {
  const calls = ruleCalls(useApi());
  const refresh = useRefresh();
  const remove = async (): Promise<void> => {
    await calls.remove(rule.id);
    await refresh('rules');
    showDone(t('rules.removed', { name: rule.name }));
  };
  return (
    <Confirm title={t('rules.remove')} confirmLabel={t('rules.remove.now', { name: rule.name })} onConfirm={remove} onClose={onClose}>
      <Text>{t('rules.remove.sentence')}</Text>
    </Confirm>
  );
}
