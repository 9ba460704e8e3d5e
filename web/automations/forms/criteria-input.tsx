import { Input } from '@mantine/core';
import { CriteriaBuilder, finishedPart } from '../../criteria/index.tsx';

interface CriteriaInputProps {
  label: string;
  description?: string;
  objectId: number;
  value: unknown;
  onChange: (criteria: unknown) => void;
}

/** Conditions among the other inputs of a drawer. */
export function CriteriaInput({ label, description, ...builder }: CriteriaInputProps) {
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} role="group" aria-label={label}>
      <CriteriaBuilder {...builder} />
    </Input.Wrapper>
  );
}

/** What is written to its end of these conditions; null where nothing is asked. */
export function keptCriteria(value: unknown): Record<string, unknown> | null {
  if (value === null || value === undefined || Object.keys(value).length === 0) return null;
  const { tree } = finishedPart(value as never);
  return isEmpty(tree) ? null : (tree as Record<string, unknown>);
}

const isEmpty = (tree: object): boolean =>
  ('all' in tree && (tree.all as unknown[]).length === 0) || ('any' in tree && (tree.any as unknown[]).length === 0);
