import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { FieldValue } from '../../records/index.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { newKey } from '../bulk/bulk-data.ts';
import { showRun } from '../bulk/run-notice.tsx';
import { duplicateCalls, type DuplicateRuleView, mergePreviewQuery, type MergePolicy, type MergePreviewView } from './duplicates-data.ts';
import classes from './duplicates.module.css';

interface MergeAllProps {
  object: ObjectType;
  rule: DuplicateRuleView;
  onClose: () => void;
}

/** Shows what merging all that a rule found would make, and begins it in the background. */
export function MergeAllDialog({ object, rule, onClose }: MergeAllProps) {
  const accountId = useAccountId();
  const calls = duplicateCalls(useApi());
  const refresh = useRefresh();
  const [policy, setPolicy] = useState<MergePolicy>('fill');
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<string | null>(null);
  const { data: preview, error } = useQuery(mergePreviewQuery(accountId, rule.id, policy));
  const begin = (): void =>
    void calls
      .mergeAll(rule.id, policy, key)
      .then((run) => {
        showRun(accountId, run.id);
        void refresh('bulk');
        onClose();
      })
      .catch((refusal: Error) => setProblem(refusal.message));
  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={t('duplicates.all.title', { rule: rule.name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <Stack gap="md">
        <SegmentedControl
          size="xs"
          aria-label={t('duplicates.merge.policy')}
          value={policy}
          onChange={(value) => setPolicy(value as MergePolicy)}
          data={(['fill', 'overwrite', 'keep'] as const).map((value) => ({ value, label: t(`duplicates.merge.policy.${value}`) }))}
        />
        <Text size="sm" c="dimmed">
          {t(`duplicates.merge.policy.${policy}.why`)}
        </Text>
        {preview ? <Preview object={object} preview={preview} /> : !error && <Loading />}
        <Text size="sm">{t('duplicates.merge.facts')}</Text>
        {(problem ?? error) && (
          <Alert color="bad" variant="light" role="alert">
            {problem ?? error?.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs" className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button onClick={begin} disabled={!preview || preview.clusters === 0}>
            {t('duplicates.all.go', { count: preview?.clusters ?? 0 })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Preview({ object, preview }: { object: ObjectType; preview: MergePreviewView }) {
  const { records, clusters, conflicts, tried, examples } = preview;
  return (
    <Stack gap="xs">
      <Text fz={18}>{t('duplicates.all.become', { records, clusters })}</Text>
      <Text size="sm">{t('duplicates.all.conflicts', { count: conflicts, tried })}</Text>
      {examples.length > 0 && (
        <>
          <Text size="sm" fw={570} mt="xs">
            {t('duplicates.all.examples')}
          </Text>
          <ul className={classes.examples}>
            {examples.map(({ survivor, merged, changes }) => (
              <li key={survivor.id}>
                <Text size="sm">
                  {t('duplicates.all.into', {
                    merged: merged.map(({ name }) => name || t('records.unnamed')).join(', '),
                    survivor: survivor.name || t('records.unnamed'),
                  })}
                </Text>
                <Text size="sm" c="dimmed">
                  {changes.length === 0 && t('duplicates.all.nothing')}
                  {changes.map(({ fieldId, after }) => {
                    const field = object.fields.find(({ id }) => id === fieldId);
                    return (
                      field && (
                        <span key={fieldId}>
                          {field.label}: <FieldValue field={field} value={after} isPlain />{' '}
                        </span>
                      )
                    );
                  })}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}
