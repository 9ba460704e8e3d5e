import { Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Criteria } from '../../../src/criteria/schema.ts';
import type { Receivers } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi } from '../../app/session.ts';
import { CriteriaBuilder, finishedPart } from '../../criteria/index.tsx';
import { useState } from 'react';

export interface WhomDraft {
  kind: 'everybody' | 'group' | 'criteria' | 'fixed' | 'unopened';
  /** What a list had chosen, or those who did not open an earlier one. */
  fixed: Receivers | null;
  name: string;
  group: number | null;
  criteria: Criteria | null;
}

/** Who gets it: everybody, a group, whoever meets conditions; or what the page one came from had chosen. */
export function WhomPart({ objectId, whom, onChange }: { objectId: number; whom: WhomDraft; onChange: (whom: WhomDraft) => void }) {
  const kinds = [
    ...(whom.fixed ? [{ value: whom.name ? 'unopened' : 'fixed', label: fixedLabel(whom) }] : []),
    { value: 'group', label: t('broadcasts.whom.group') },
    { value: 'criteria', label: t('broadcasts.whom.criteria') },
    { value: 'everybody', label: t('broadcasts.whom.everybody') },
  ];
  return (
    <Stack gap="md">
      <Select
        label={t('broadcasts.whom.label')}
        data={kinds}
        value={whom.kind}
        allowDeselect={false}
        onChange={(kind) => onChange({ ...whom, kind: kind as WhomDraft['kind'] })}
      />
      {whom.kind === 'unopened' && (
        <Text size="sm" c="dimmed">
          {t('broadcasts.whom.unopened.why')}
        </Text>
      )}
      {whom.kind === 'group' && <GroupChoice objectId={objectId} value={whom.group} onChange={(group) => onChange({ ...whom, group })} />}
      {whom.kind === 'criteria' && <Conditions objectId={objectId} onChange={(criteria) => onChange({ ...whom, criteria })} />}
    </Stack>
  );
}

const fixedLabel = ({ fixed, name }: WhomDraft): string => {
  if (name) return t('broadcasts.whom.unopened', { name });
  return fixed?.ids ? t('broadcasts.whom.chosen', { count: fixed.ids.length }) : t('broadcasts.whom.list');
};

function GroupChoice({ objectId, value, onChange }: { objectId: number; value: number | null; onChange: (group: number | null) => void }) {
  const api = useApi();
  const accountId = useAccountId();
  const { data } = useQuery({
    queryKey: [accountId, 'groups', 'of', objectId],
    queryFn: ({ signal }) => api.get('/api/groups', { object: objectId }, signal),
  });
  return (
    <Select
      label={t('broadcasts.whom.group')}
      placeholder={t('broadcasts.whom.chooseGroup')}
      data={(data?.groups ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      searchable
    />
  );
}

function Conditions({ objectId, onChange }: { objectId: number; onChange: (criteria: Criteria | null) => void }) {
  const [tree, setTree] = useState<Criteria>({ all: [] });
  return (
    <CriteriaBuilder
      objectId={objectId}
      value={tree}
      onChange={(next) => {
        setTree(next);
        onChange(finishedPart(next));
      }}
    />
  );
}
