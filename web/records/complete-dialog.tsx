import { Button, Group, Kbd, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Value } from '../../src/records/schema.ts';
import { isTyping } from '../app/frame/is-typing.ts';
import { t } from '../app/messages/t.ts';
import { ApiProblem } from '../app/api.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { FormProblem } from '../ui/api-form.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { Loading } from '../ui/loading.tsx';
import { type Completion, type Task, taskCalls } from './data.ts';
import { afterCompleting } from './after-completing.ts';
import { FieldInput } from './field-input.tsx';
import { type ShownTask, taskQuery } from './tasks-data.ts';
import classes from './tasks.module.css';

const OWN_WORDS = ['done', 'later', 'no', 'noAnswer'] as const;

interface Props {
  task: Task;
  onClose: () => void;
  onDone: () => void;
}

/** Completes a task: what came of it, by its number too, and what its form asks for. */
export function CompleteDialog({ task, onClose, onDone }: Props) {
  const { data, error, refetch } = useQuery(taskQuery(useAccountId(), task.id));
  return (
    <Modal opened onClose={onClose} title={task.subject} size="md" closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Completing task={data} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

interface Choice {
  id: number;
  label: string;
  steps: number;
  completion: Completion;
}

function choicesOf(task: ShownTask): Choice[] {
  if (task.outcomes.length > 0) return task.outcomes.map((outcome) => ({ ...outcome, completion: { outcomeId: outcome.id } }));
  return OWN_WORDS.map((word, index) => {
    const label = t(`records.tasks.outcome.${word}`);
    return { id: index, label, steps: 0, completion: { outcome: label } };
  });
}

function Completing({ task, onClose, onDone }: { task: ShownTask; onClose: () => void; onDone: () => void }) {
  const choices = choicesOf(task);
  const form = useCompletionForm(task, onDone);
  const { chosen, setChosen, send, hasForm } = form;
  const firstField = useRef<HTMLDivElement>(null);
  const choose = useCallback(
    (choice: Choice): void => {
      setChosen(choice.id);
      if (hasForm) firstField.current?.querySelector<HTMLElement>('input, textarea')?.focus();
      else void send(choice.completion);
    },
    [hasForm, send, setChosen],
  );
  useNumberKeys(choices, choose);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const choice = choices.find(({ id }) => id === chosen);
        if (choice) void send(choice.completion);
      }}
      noValidate
    >
      <Stack gap="md">
        <div role="group" aria-label={t('tasks.outcome')} className={classes.outcomes}>
          <Text fw={560}>{t('tasks.outcome')}</Text>
          {choices.map((choice, index) => (
            <button
              key={choice.id}
              type="button"
              className={classes.outcome}
              aria-pressed={chosen === choice.id}
              data-autofocus={index === 0 || undefined}
              onClick={() => choose(choice)}
            >
              {index < 9 && <Kbd aria-hidden>{index + 1}</Kbd>}
              <span>{choice.label}</span>
              {choice.steps > 0 && <small>{t('tasks.outcome.steps', { count: choice.steps })}</small>}
            </button>
          ))}
        </div>
        <div ref={firstField}>
          <FormFields task={task} form={form} />
        </div>
        <Textarea
          label={t('tasks.note')}
          autosize
          minRows={1}
          maxRows={6}
          value={form.note}
          onChange={(event) => form.setNote(event.currentTarget.value)}
        />
        <FormProblem problem={form.problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" disabled={chosen === null} loading={form.isSending}>
            {t('tasks.completeTask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function FormFields({ task, form }: { task: ShownTask; form: CompletionForm }) {
  const object = useObjects().find(({ id }) => id === task.objectId);
  const fields = object?.fields ?? [];
  return (
    <Stack gap="sm" role="group" aria-label={t('tasks.form')} hidden={task.form.length === 0}>
      {task.form.map(({ fieldId, required }) => {
        const field = fields.find(({ id }) => id === fieldId);
        if (!field) return null;
        return (
          <FieldInput
            key={fieldId}
            field={{ ...field, isRequired: required }}
            value={form.values[fieldId] ?? null}
            onChange={(value) => form.setValue(fieldId, value)}
            error={form.errors[`values.${fieldId}`] ?? form.errors[field.key]}
          />
        );
      })}
    </Stack>
  );
}

type CompletionForm = ReturnType<typeof useCompletionForm>;

function useCompletionForm(task: ShownTask, onDone: () => void) {
  const api = useApi();
  const refresh = useRefresh();
  const [chosen, setChosen] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [values, setValues] = useState<Record<string, Value>>(() =>
    Object.fromEntries(task.form.map(({ fieldId, value }) => [fieldId, value])),
  );
  const hasForm = task.form.length > 0;
  const send = useCallback(
    async (completion: Completion): Promise<void> => {
      setSending(true);
      setProblem(null);
      setErrors({});
      try {
        const form = hasForm ? { values, ...(task.version === null ? {} : { version: task.version }) } : {};
        const { failed } = await taskCalls(api).complete(task.id, { ...completion, ...form, ...(note ? { note } : {}) });
        onDone();
        await afterCompleting({ task, failed, reopen: () => taskCalls(api).reopen(task.id), refresh });
      } catch (error) {
        if (error instanceof ApiProblem) setErrors(error.fields);
        setProblem((error as Error).message);
      } finally {
        setSending(false);
      }
    },
    [api, hasForm, note, onDone, refresh, task, values],
  );
  const setValue = (fieldId: number, value: Value): void => setValues((before) => ({ ...before, [fieldId]: value }));
  return { chosen, setChosen, note, setNote, isSending, problem, errors, values, setValue, hasForm, send };
}

/** 1 to 9 choose, as long as nobody is writing. */
function useNumberKeys(choices: readonly Choice[], choose: (choice: Choice) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const choice = /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
      if (!choice || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      choose(choice);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [choices, choose]);
}
