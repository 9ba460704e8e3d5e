import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAccountId } from '../../app/session.ts';
import { checksQuery } from '../email-data.ts';
import type { MessageDraft } from '../use-message-draft.ts';

/** What is found in a message as it was last saved; looked for once somebody wants to know. */
export function useChecks(messageId: number, { revision, save, saving }: MessageDraft, isWanted: boolean) {
  useEffect(() => {
    if (isWanted) void save();
  }, [isWanted, save]);
  const { data, error, isFetching } = useQuery({
    ...checksQuery(useAccountId(), messageId, revision()),
    enabled: isWanted && saving === 'saved',
    placeholderData: keepPreviousData,
  });
  const count = data?.filter(({ severity }) => severity !== 'hint').length ?? 0;
  return { findings: data, error, isLooking: isFetching, count };
}

export type Checks = ReturnType<typeof useChecks>;
