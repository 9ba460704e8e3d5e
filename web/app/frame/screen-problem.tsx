import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { ErrorState } from '../../ui/error-state.tsx';
import { t } from '../messages/t.ts';

/** What a screen shows when it cannot be shown: the sentence, and a way on. */
export function ScreenProblem({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter();
  return (
    <ErrorState
      error={error instanceof Error ? error : new Error(t('app.problem.notUnderstood'))}
      retry={() => {
        reset?.();
        void router.invalidate();
      }}
    />
  );
}

export function NotFoundScreen() {
  return (
    <ErrorState
      title={t('app.notFound.title')}
      error={new Error(t('app.notFound.sentence'))}
      action={
        <Button component="a" href="/" variant="default">
          {t('app.notFound.home')}
        </Button>
      }
    />
  );
}
