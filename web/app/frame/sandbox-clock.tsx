import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formatExact } from '../../ui/time.ts';
import { showProblem } from '../../ui/notice.ts';
import { t } from '../messages/t.ts';
import { useAccount, useApi } from '../session.ts';
import { later } from '../later.tsx';
import classes from './frame.module.css';

const SandboxReset = later(async () => (await import('./sandbox-reset.tsx')).SandboxReset);

type Move = 'hour' | 'day' | 'next';
const moves: readonly Move[] = ['hour', 'day', 'next'];

/** Moves the clock of a sandbox, and shows what time it has there. */
export function SandboxClock() {
  const account = useAccount();
  const api = useApi();
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: (by: Move) => api.post('/api/clock', { by }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [account.id] }),
    onError: showProblem,
  });
  return (
    <Group gap={6} className={classes.clock}>
      <Text size="sm" className="tabular" aria-live="polite">
        {formatExact(account.now, account.timeZone)}
      </Text>
      <Button.Group aria-label={t('app.clock')}>
        {moves.map((by) => (
          <Button
            key={by}
            size="compact-sm"
            variant="default"
            loading={move.isPending && move.variables === by}
            onClick={() => move.mutate(by)}
          >
            {t(`app.clock.${by}`)}
          </Button>
        ))}
      </Button.Group>
      {account.parentAccountId !== null && <SandboxReset parentAccountId={account.parentAccountId} />}
    </Group>
  );
}
