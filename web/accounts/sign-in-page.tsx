import { t } from '../app/messages/t.ts';

export default function SignInPage() {
  return <h1>{t('accounts.signIn.title')}</h1>;
}
