import { Alert, Button, Checkbox, CloseButton, Group, Modal, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldShape, Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { FieldValue } from '../../records/index.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone, showUndo } from '../../ui/notice.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { comparisonQuery, duplicateCalls, type DuplicateRecordView, type MergePolicy } from './duplicates-data.ts';
import classes from './duplicates.module.css';

interface MergeProps {
  object: ObjectType;
  ids: readonly number[];
  onClose: () => void;
  onMerged?: (survivorId: number) => void;
}

const POLICIES: readonly MergePolicy[] = ['fill', 'overwrite', 'keep'];

const isBlank = (value: Value | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whose value a field gets when nobody picks: by the policy, the oldest record first. */
function givenBy(field: FieldShape, records: readonly DuplicateRecordView[], policy: MergePolicy): number | undefined {
  const filled = records.filter(({ values }) => !isBlank(values[field.id]));
  if (policy === 'keep') return records[0]?.id;
  return (policy === 'fill' ? filled[0] : filled.at(-1))?.id ?? records[0]?.id;
}

/** Records side by side, the oldest first: whose values stand is chosen field by field, then they are one. */
export function MergeDialog({ object, ids: asked, onClose, onMerged }: MergeProps) {
  const calls = duplicateCalls(useApi());
  const refresh = useRefresh();
  const [out, setOut] = useState<readonly number[]>([]);
  const [policy, setPolicy] = useState<MergePolicy>('fill');
  const [picks, setPicks] = useState<Readonly<Record<string, number>>>({});
  const [showsSame, setShowsSame] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const { data, error } = useQuery(comparisonQuery(useAccountId(), object.id, asked));
  const records = (data?.records ?? []).filter(({ id }) => !out.includes(id));
  const names = new Map(data?.parents.map((parent) => [`${parent.objectId}/${parent.id}`, parent.name]));

  const merge = async (): Promise<void> => {
    setSending(true);
    try {
      const recordIds = records.map(({ id }) => id);
      const { survivorId, mergeIds } = await calls.merge(object.id, { recordIds, policy, picks });
      onClose();
      await Promise.all([refresh('duplicates'), refresh('records')]);
      onMerged?.(survivorId);
      showUndo(t('duplicates.merged.done', { name: records[0]!.name || t('records.unnamed') }), async () => {
        for (const id of mergeIds.toReversed()) await calls.undo(id);
        await Promise.all([refresh('duplicates'), refresh('records')]);
        showDone(t('duplicates.history.done', { name: records.at(-1)!.name || t('records.unnamed') }));
      });
    } catch (refusal) {
      setProblem((refusal as Error).message);
      setSending(false);
    }
  };
  const title = t('duplicates.merge.title', { count: records.length || asked.length, objects: object.plural.toLocaleLowerCase() });
  return (
    <Modal opened onClose={onClose} size="xl" title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      {!data && !error && <Loading />}
      {data && (
        <Stack gap="md">
          <Group gap="md" justify="space-between">
            <SegmentedControl
              size="xs"
              aria-label={t('duplicates.merge.policy')}
              value={policy}
              onChange={(value) => {
                setPolicy(value as MergePolicy);
                setPicks({});
              }}
              data={POLICIES.map((value) => ({ value, label: t(`duplicates.merge.policy.${value}`) }))}
            />
            <Checkbox
              label={t('duplicates.merge.same')}
              checked={showsSame}
              onChange={(event) => setShowsSame(event.currentTarget.checked)}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {t(`duplicates.merge.policy.${policy}.why`)}
          </Text>
          <Comparison
            object={object}
            records={records}
            showsSame={showsSame}
            parentName={(of, id) => names.get(`${of}/${id}`)}
            chosen={(field) => picks[field.id] ?? givenBy(field, records, policy)}
            onPick={(field, id) => setPicks((before) => ({ ...before, [field.id]: id }))}
            onOut={records.length > 2 ? (id) => setOut((before) => [...before, id]) : undefined}
          />
          <Text size="sm">{t('duplicates.merge.facts')}</Text>
        </Stack>
      )}
      {(problem ?? error) && (
        <Alert color="bad" variant="light" role="alert" mt="md">
          {problem ?? error?.message}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs" mt="md" className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button onClick={() => void merge()} loading={isSending} disabled={records.length < 2} data-autofocus>
          {t('duplicates.merge.go', { count: records.length })}
        </Button>
      </Group>
    </Modal>
  );
}

interface ComparisonProps {
  object: ObjectType;
  records: readonly DuplicateRecordView[];
  showsSame: boolean;
  parentName: (objectId: number, id: number) => string | undefined;
  chosen: (field: FieldShape) => number | undefined;
  onPick: (field: FieldShape, id: number) => void;
  onOut: ((id: number) => void) | undefined;
}

function Comparison({ object, records, showsSame, parentName, chosen, onPick, onOut }: ComparisonProps) {
  const fields = object.fields.filter(({ id, type, isReadOnly }) => {
    if (isReadOnly || type === 'relation' || type === 'related' || type === 'formula' || type === 'rollup') return false;
    const texts = new Set(records.map(({ values }) => JSON.stringify(values[id] ?? null)));
    return texts.size > 1 || (showsSame && !texts.has('null'));
  });
  const nameOf = ({ name }: DuplicateRecordView): string => name || t('records.unnamed');
  return (
    <div className={classes.compare} tabIndex={0} role="region" aria-label={t('duplicates.compare')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('duplicates.merge.field')}</th>
            {records.map((record, index) => (
              <th key={record.id} scope="col">
                <Group gap={4} wrap="nowrap" justify="space-between" align="flex-start">
                  <div>
                    <Text fw={570}>{nameOf(record)}</Text>
                    <Text size="xs" c="dimmed">
                      {t(index === 0 ? 'duplicates.merge.survivor' : 'duplicates.merge.goes')} · {t('duplicates.merge.added')}{' '}
                      <RelativeTime time={record.createdAt} />
                    </Text>
                  </div>
                  {onOut && (
                    <CloseButton
                      size="sm"
                      aria-label={t('duplicates.merge.out', { name: nameOf(record) })}
                      onClick={() => onOut(record.id)}
                    />
                  )}
                </Group>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.id}>
              <th scope="row">{field.label}</th>
              {records.map((record) => (
                <td key={record.id}>
                  <label className={classes.pick} data-chosen={chosen(field) === record.id}>
                    <Radio
                      size="xs"
                      mt={3}
                      name={`pick-${field.id}`}
                      checked={chosen(field) === record.id}
                      onChange={() => onPick(field, record.id)}
                      aria-label={t('duplicates.merge.take', { field: field.label, name: nameOf(record) })}
                    />
                    <span>
                      {isBlank(record.values[field.id]) ? (
                        '–'
                      ) : (
                        <FieldValue field={field} value={record.values[field.id]} parentName={parentName} isPlain />
                      )}
                    </span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
