import { useMemo } from 'react';
import { mergeFieldsOutsideLetters } from '../../../src/documents/schema.ts';
import { MergedText } from '../../email/index.tsx';
import type { Names } from '../use-names.ts';

interface MergeTextProps {
  label: string;
  description?: string;
  placeholder?: string;
  error?: string | undefined;
  value: string;
  onChange: (text: string) => void;
  names: Pick<Names, 'objects' | 'objectId'>;
  /** Several lines. */
  isLong?: boolean;
  isFirst?: boolean;
}

/** A text that is filled in with the values of each record that comes along. */
export function MergeText({ names, isLong = false, ...shown }: MergeTextProps) {
  const object = names.objects.find(({ id }) => id === names.objectId);
  const fields = useMemo(() => (object ? mergeFieldsOutsideLetters(object) : []), [object]);
  return <MergedText {...shown} fields={fields} lines={isLong ? 'words' : undefined} />;
}
