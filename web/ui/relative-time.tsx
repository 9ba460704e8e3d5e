import { Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Account, accountQuery, useAccountId } from '../app/session.ts';
import { formatExact, formatRelative } from './time.ts';

const ASKED_MS = 300;

/** A moment as people say it; the exact one, with its zone, on hover and for screen readers. Counted from the account's own clock. */
export function RelativeTime({ time }: { time: string }) {
  const account = useQueryClient().getQueryData<Account>(accountQuery(useAccountId()).queryKey);
  const now = new Date(Date.now() + (account?.clockOffsetMs ?? 0));
  const place = useRef<HTMLTimeElement>(null);
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <time
        ref={place}
        dateTime={time}
        style={{ whiteSpace: 'nowrap' }}
        onPointerEnter={() => setAsked(true)}
        onPointerLeave={() => setAsked(false)}
      >
        {formatRelative(time, now)}
      </time>
      {isAsked && <Exact time={time} place={place} />}
    </>
  );
}

/** Made only for the one moment that is pointed at: lists show them by the hundred. */
function Exact({ time, place }: { time: string; place: React.RefObject<HTMLTimeElement | null> }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), ASKED_MS);
    return () => clearTimeout(timer);
  }, []);
  return isShown && <Tooltip target={place} opened label={formatExact(time)} />;
}
