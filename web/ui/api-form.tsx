import { Alert } from '@mantine/core';
import { type FormErrors, useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';
import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../app/api.ts';

interface ApiFormInput<Values extends Record<string, unknown>, Reply> extends UseFormInput<Values> {
  /** Sends the values; what it throws is shown beside the inputs it names. */
  send: (values: Values) => Promise<Reply>;
  onDone?: (reply: Reply, values: Values) => void;
}

export interface ApiForm<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** For `<form onSubmit>`. */
  submit: (event?: FormEvent<HTMLFormElement>) => void;
  isSending: boolean;
  /** The sentence that belongs to no input; `FormProblem` shows it. */
  problem: string | null;
}

/** A form whose refusals by the server stand beside the inputs they are about. */
export function useApiForm<Values extends Record<string, unknown>, Reply = unknown>(input: ApiFormInput<Values, Reply>): ApiForm<Values> {
  const { send, onDone, ...formInput } = input;
  const form = useForm<Values>(formInput);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const sendValues = async (values: Values): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      const reply = await send(values);
      onDone?.(reply, values);
    } catch (error) {
      const refused = error instanceof ApiProblem ? error.fields : {};
      const known = Object.fromEntries(Object.entries(refused).filter(([path]) => hasPath(form.getValues(), path)));
      form.setErrors(known as FormErrors);
      const belongsToNoInput = Object.keys(known).length === 0;
      setProblem(belongsToNoInput ? (error as Error).message : null);
      if (!belongsToNoInput) focusFirstError();
    } finally {
      setSending(false);
    }
  };
  return { form, submit: form.onSubmit((values) => void sendValues(values), focusFirstError), isSending, problem };
}

function hasPath(values: Record<string, unknown>, path: string): boolean {
  return path.split('.')[0]! in values;
}

/** After the errors have been drawn. */
function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"], form [data-error="true"]')?.focus());
}

/** The refusal that belongs to no input. */
export function FormProblem({ problem }: { problem: string | null }) {
  if (!problem) return null;
  return (
    <Alert color="bad" variant="light" role="alert">
      {problem}
    </Alert>
  );
}
