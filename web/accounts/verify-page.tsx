import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { FormProblem } from '../ui/api-form.tsx';
import { showDone } from '../ui/notice.ts';
import { verifyEmail } from './identity-data.ts';
import { IdentityPage } from './identity-page.tsx';

/** Where the letter's link leads. A press of the button proves it, so that mail scanners that open links do not. */
export default function VerifyPage() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string };
  const navigate = useNavigate();
  const verify = useMutation({
    mutationFn: () => verifyEmail(token),
    onSuccess: async () => {
      showDone(t('accounts.verify.done'));
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <IdentityPage title={t('accounts.verify.title')} sentence={t('accounts.verify.sentence')}>
      <FormProblem problem={verify.error?.message ?? null} />
      {verify.error ? (
        <Anchor component={Link} to="/sign-in">
          {t('accounts.signIn.title')}
        </Anchor>
      ) : (
        <Button onClick={() => verify.mutate()} loading={verify.isPending} autoFocus>
          {t('accounts.verify.action')}
        </Button>
      )}
    </IdentityPage>
  );
}
