import { Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Account, accountQuery, useAccountId } from '../app/session.ts';
import { formatExact, formatRelative } from './time.ts';

/** A moment as people say it; the exact one, with its zone, on hover and for screen readers. Counted from the account's own clock. */
export function RelativeTime({ time }: { time: string }) {
  const account = useQueryClient().getQueryData<Account>(accountQuery(useAccountId()).queryKey);
  const now = new Date(Date.now() + (account?.clockOffsetMs ?? 0));
  return (
    <Tooltip label={formatExact(time)}>
      <time dateTime={time} style={{ whiteSpace: 'nowrap' }}>
        {formatRelative(time, now)}
      </time>
    </Tooltip>
  );
}
