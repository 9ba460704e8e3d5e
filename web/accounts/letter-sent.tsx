import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { showDone, showProblem } from '../ui/notice.ts';
import { askForReset, sendVerification } from './identity-data.ts';
import { FootLink, IdentityPage } from './identity-page.tsx';

/** After a letter with a link has been sent. It says the same whether or not there is such a login, so that nobody learns who has one. */
export function LetterSent({ email, kind }: { email: string; kind: 'verify' | 'reset' }) {
  const again = useMutation({
    mutationFn: () => (kind === 'verify' ? sendVerification(email) : askForReset(email)),
    onSuccess: () => showDone(t('accounts.letter.again.done')),
    onError: showProblem,
  });
  return (
    <IdentityPage
      title={t(`accounts.letter.${kind}.title`)}
      sentence={t(`accounts.letter.${kind}.sentence`, { email })}
      foot={<FootLink words={t('accounts.letter.done')} to="/sign-in" label={t('accounts.signIn.title')} />}
    >
      <Group>
        <Button variant="default" onClick={() => again.mutate()} loading={again.isPending}>
          {t('accounts.letter.again')}
        </Button>
      </Group>
    </IdentityPage>
  );
}
