import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NotFoundScreen } from '../../app/frame/screen-problem.tsx';
import { t } from '../../app/messages/t.ts';
import { objectsQuery, type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useParam, useUrlState } from '../../app/url.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showProblem } from '../../ui/notice.ts';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { duplicateCalls, type DuplicateRuleInput, type DuplicateRuleView, rulesQuery, sentenceOf } from './duplicates-data.ts';
import classes from './duplicates.module.css';
import { FoundDuplicates } from './found-duplicates.tsx';
import { MergeHistory } from './merge-history.tsx';
import { RuleDrawer } from './rule-drawer.tsx';

/** Who is there twice in an object: the rules, what each found, and what was merged. */
export default function DuplicatesPage() {
  const key = useParam('object');
  const { data: objects } = useQuery(objectsQuery(useAccountId()));
  if (!objects) return <Loading />;
  const object = objects.find((one) => one.key === key);
  return object ? <Duplicates object={object} /> : <NotFoundScreen />;
}

type Editing = { rule?: DuplicateRuleView } | null;

function Duplicates({ object }: { object: ObjectType }) {
  const { data, error, refetch } = useQuery(rulesQuery(useAccountId(), object.id));
  const [tab, setTab] = useUrlState('tab', 'found');
  const [editing, setEditing] = useState<Editing>(null);
  return (
    <>
      <PageHeader
        title={t('duplicates.title')}
        within={[{ label: object.plural, path: `/records/${object.key}` }]}
        actions={
          <>
            <SegmentedControl
              aria-label={t('duplicates.title')}
              value={tab}
              onChange={setTab}
              data={(['found', 'merged'] as const).map((value) => ({ value, label: t(`duplicates.tab.${value}`) }))}
            />
            {(data?.rules.length ?? 0) > 0 && <Button onClick={() => setEditing({})}>{t('duplicates.rule.new')}</Button>}
          </>
        }
      />
      <PageBody wide>
        {error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
        {tab === 'merged' && <MergeHistory object={object} />}
        {tab !== 'merged' && data && (
          <Rules object={object} rules={data.rules} proposals={data.proposals} onEdit={(rule) => setEditing(rule ? { rule } : {})} />
        )}
      </PageBody>
      {editing && <RuleDrawer object={object} rule={editing.rule} onClose={() => setEditing(null)} />}
    </>
  );
}

interface RulesProps {
  object: ObjectType;
  rules: readonly DuplicateRuleView[];
  proposals: readonly DuplicateRuleInput[];
  onEdit: (rule?: DuplicateRuleView) => void;
}

function Rules({ object, rules, proposals, onEdit }: RulesProps) {
  const [chosen, setChosen] = useUrlState('rule', String(rules[0]?.id ?? ''));
  const rule = rules.find(({ id }) => String(id) === chosen) ?? rules[0];
  const unused = proposals.filter(({ name }) => !rules.some((one) => one.name === name));
  if (!rule) {
    return (
      <EmptyState
        title={t('duplicates.empty')}
        sentence={t('duplicates.empty.sentence')}
        action={
          <Stack gap="lg">
            <Proposals object={object} proposals={unused} isWide />
            <Group>
              <Button onClick={() => onEdit()}>{t('duplicates.empty.action')}</Button>
            </Group>
          </Stack>
        }
      />
    );
  }
  return (
    <div className={classes.page}>
      <Stack gap="lg">
        <nav className={classes.rules} aria-label={t('duplicates.rules')}>
          {rules.map((one) => (
            <button
              key={one.id}
              type="button"
              className={classes.rule}
              aria-current={one.id === rule.id ? 'true' : undefined}
              onClick={() => setChosen(String(one.id))}
            >
              {one.name}
              {one.clusters !== null && <span className={classes.quiet}>{t('ui.number', { count: one.clusters })}</span>}
            </button>
          ))}
        </nav>
        {unused.length > 0 && <Proposals object={object} proposals={unused} />}
      </Stack>
      <FoundDuplicates key={rule.id} object={object} rule={rule} onEdit={() => onEdit(rule)} />
    </div>
  );
}

function Proposals({
  object,
  proposals,
  isWide = false,
}: {
  object: ObjectType;
  proposals: readonly DuplicateRuleInput[];
  isWide?: boolean;
}) {
  const calls = duplicateCalls(useApi());
  const refresh = useRefresh();
  if (proposals.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={570}>
        {t('duplicates.proposals')}
      </Text>
      {proposals.map((rule) => (
        <Stack key={rule.name} gap={2} align="flex-start">
          <Button
            variant="default"
            size="compact-md"
            onClick={() =>
              void calls
                .create(object.id, rule)
                .then(() => refresh('duplicates'))
                .catch(showProblem)
            }
          >
            {rule.name}
          </Button>
          {isWide && (
            <Text size="sm" c="dimmed">
              {sentenceOf(object, rule.conditions)}
            </Text>
          )}
        </Stack>
      ))}
    </Stack>
  );
}
