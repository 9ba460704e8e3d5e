import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FieldShape, Value } from '../../src/records/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { enteringSlots } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { FormProblem } from '../ui/api-form.tsx';
import { type Changes, recordCalls } from './data.ts';
import { FieldInput } from './field-input.tsx';

const SHOWN_AT_FIRST = 6;

/** A new record, under `?open=new-record/OBJECT` or `OBJECT.FIELD.VALUE`: the fields that matter at once, all others a press away. */
export default function NewRecordDrawer({ id }: { id: string }) {
  const [key, fieldId, value] = id.split('.');
  const object = useObjects().find((one) => one.key === key);
  const given: Changes = fieldId && value ? { [fieldId]: Number(value) } : {};
  return object ? <NewRecordForm object={object} given={given} /> : null;
}

function NewRecordForm({ object, given }: { object: ObjectType; given: Changes }) {
  const api = useApi();
  const refresh = useRefresh();
  const go = useGo();
  const [values, setValues] = useState<Changes>(given);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const fields = object.fields.filter(({ isReadOnly, type }) => !isReadOnly && type !== 'relation');
  const first = fields.filter((field, index) => field.isRequired || String(field.id) in given || index < SHOWN_AT_FIRST);
  const shown = showsAll ? fields : first;
  const errorOf = (field: FieldShape): string | undefined => errors[String(field.id)] ?? errors[field.key];

  const send = async (): Promise<void> => {
    setSending(true);
    setProblem(null);
    setErrors({});
    try {
      const { id } = await recordCalls(api).create(object.id, values);
      await refresh('records', object.id);
      go(`/records/${object.key}/${id}`);
    } catch (error) {
      const refused = error instanceof ApiProblem ? error.fields : {};
      const hidden = fields.some((field) => !shown.includes(field) && (refused[String(field.id)] ?? refused[field.key]));
      setErrors(refused);
      if (hidden) setShowsAll(true);
      if (Object.keys(refused).length === 0) setProblem((error as Error).message);
      setSending(false);
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="md">
        {shown.map((field, index) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[String(field.id)] ?? null}
            onChange={(value: Value) => setValues((before) => ({ ...before, [field.id]: value }))}
            error={errorOf(field)}
            autoFocus={index === 0}
          />
        ))}
        {!showsAll && fields.length > first.length && (
          <Anchor component="button" type="button" onClick={() => setShowsAll(true)}>
            {t('records.new.all', { count: fields.length - first.length })}
          </Anchor>
        )}
        {enteringSlots.map(({ id, Part }) => (
          <Part key={id} object={object} values={values} />
        ))}
        <FormProblem problem={problem} />
        <Group justify="flex-end" pt="md" style={{ borderBlockStart: '1px solid var(--qs-rule)' }}>
          <Button type="submit" loading={isSending}>
            {t('records.add', { object: object.singular.toLocaleLowerCase() })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
