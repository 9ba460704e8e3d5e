import { Input } from '@mantine/core';
import { CriteriaBuilder } from '../../criteria/index.tsx';

interface CriteriaInputProps {
  label: string;
  description?: string;
  error?: string | undefined;
  objectId: number;
  value: unknown;
  onChange: (criteria: unknown) => void;
}

/** Conditions among the other inputs of a drawer. */
export function CriteriaInput({ label, description, error, ...builder }: CriteriaInputProps) {
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error} role="group" aria-label={label}>
      <CriteriaBuilder {...builder} />
    </Input.Wrapper>
  );
}
