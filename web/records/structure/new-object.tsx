import { Button, Group, Modal, Stack, Stepper, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import { useApi, useRefresh } from '../../app/session.ts';
import { useGo } from '../../app/url.ts';
import { FormProblem } from '../../ui/api-form.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { objectsQuery, useAccountId } from '../../app/session.ts';
import { useQueryClient } from '@tanstack/react-query';
import { shapeCalls } from '../data.ts';
import { ObjectInputs } from './object-inputs.tsx';
import { type NewField, NewFields, type NewRelation, NewRelations, wholeObject } from './new-object-parts.tsx';

const STEPS = ['name', 'fields', 'relations'] as const;

/** A new object step by step: what it is called, what is kept of it, and what it has to do with others. */
export function NewObject({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const go = useGo();
  const accountId = useAccountId();
  const queries = useQueryClient();
  const [step, setStep] = useState(0);
  const [fields, setFields] = useState<NewField[]>([]);
  const [relations, setRelations] = useState<NewRelation[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useForm({ initialValues: { singular: '', plural: '', icon: 'box', description: '' } });
  const { singular, plural } = form.values;
  const isLast = step === STEPS.length - 1;

  const make = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await shapeCalls(api).createObject(wholeObject(form.values, fields, relations));
      await refresh('objects');
      const made = (await queries.ensureQueryData(objectsQuery(accountId))).find((one) => one.id === id);
      onClose();
      go(`/settings/objects/${made?.key ?? ''}`);
    } catch (error) {
      setBusy(false);
      setProblem((error as Error).message);
      const wrong = error instanceof ApiProblem ? Object.keys(error.fields) : [];
      if (error instanceof ApiProblem) form.setErrors(error.fields);
      if (wrong.some((name) => name === 'singular' || name === 'plural')) setStep(0);
    }
  };

  return (
    <Modal opened onClose={onClose} size={720} title={t('records.objects.add')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isLast) void make();
          else setStep(step + 1);
        }}
      >
        <Stack gap="lg">
          <Stepper active={step} onStepClick={setStep} size="xs" allowNextStepsSelect={singular !== '' && plural !== ''}>
            {STEPS.map((one) => (
              <Stepper.Step key={one} label={t(`structure.new.${one}`)} />
            ))}
          </Stepper>
          {step === 0 && <ObjectInputs getInputProps={form.getInputProps} icon={form.values.icon} />}
          {step === 1 && <NewFields fields={fields} onChange={setFields} />}
          {step === 2 && <NewRelations names={{ singular, plural }} relations={relations} onChange={setRelations} />}
          <FormProblem problem={problem} />
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed">
              {t('structure.new.later')}
            </Text>
            <Group gap="xs">
              {step > 0 && (
                <Button variant="default" onClick={() => setStep(step - 1)}>
                  {t('structure.new.back')}
                </Button>
              )}
              <Button type="submit" loading={isBusy} disabled={singular.trim() === '' || plural.trim() === ''}>
                {isLast ? t('records.objects.add') : t('structure.new.next')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
