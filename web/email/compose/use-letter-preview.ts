import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { MessageProblem } from '../../../src/email/schema.ts';
import { useAccountId, useApi } from '../../app/session.ts';
import { emailCalls, type Written } from '../email-data.ts';

const TYPING_MS = 350;

interface AskedPreview {
  draft: Written;
  objectId: number;
  /** The names of the fields stand in the letter while it is nobody's. */
  recordId: number | null;
  /** Told what is still to be mended in what stands there now. */
  onProblems: (problems: readonly MessageProblem[]) => void;
}

/** The letter that a draft makes, once nobody is typing. */
export function useLetterPreview({ draft, objectId, recordId, onProblems }: AskedPreview) {
  const api = useApi();
  const accountId = useAccountId();
  const { purpose, subject, preheader, body, textPart } = draft;
  const [written] = useDebouncedValue({ purpose, subject, preheader, body, textPart: textPart ?? null }, TYPING_MS);
  const { data, error } = useQuery({
    queryKey: [accountId, 'message-preview', objectId, recordId, written],
    queryFn: () => emailCalls(api).preview(written, objectId, recordId),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  useEffect(() => {
    if (data) onProblems(data.problems);
  }, [data, onProblems]);
  return { letter: data?.letter ?? null, isKnown: data !== undefined, error };
}
