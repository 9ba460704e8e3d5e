import { Alert, Anchor, Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Authorization } from '../../../src/accounts/schema.ts';
import { ApiProblem } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import { type Me, useMe } from '../../app/session.ts';
import { FormProblem } from '../../ui/api-form.tsx';
import { Loading } from '../../ui/loading.tsx';
import { IdentityPage } from '../identity-page.tsx';
import { type Asking, answerConsent, askingQuery } from './keys-data.ts';
import { partsOf } from './scope-words.ts';
import classes from './keys.module.css';

const LAST_ACCOUNT = 'quayside-account';

/** Where apps of others send people, to be let into an account: who asks, for which account, and what for. */
export default function ConsentPage() {
  const request = requestOf(location.search);
  const me = useMe();
  const { data: asking, error } = useQuery({ ...askingQuery(request), enabled: Boolean(me) && !isFramed() });
  if (isFramed()) return null;
  if (me === undefined) return <Loading />;
  if (me === null) return <Navigate to="/sign-in" search={{ to: location.pathname + location.search } as never} replace />;
  if (error) return <Refused error={error} />;
  return asking ? <Ask me={me} asking={asking} request={request} /> : <Loading />;
}

/** What is decided here must not be drawn over by another page. */
const isFramed = (): boolean => window.top !== window.self;

/** What people know an address by. */
const placeOf = (sentTo: string): string =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::|$)/.test(sentTo) ? t('keys.consent.computer') : sentTo;

const ASKED = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'resource',
] as const satisfies readonly (keyof Authorization)[];

/** As it came: what looks like a number or a list is a text of the app. Other parameters are passed over (RFC 6749, 3.1). */
function requestOf(search: string): Authorization {
  const given = new URLSearchParams(search);
  return Object.fromEntries(ASKED.flatMap((name) => (given.has(name) ? [[name, given.get(name)]] : []))) as Authorization;
}

function Refused({ error }: { error: Error }) {
  const back = error instanceof ApiProblem ? error.details.redirectTo : undefined;
  return (
    <IdentityPage title={t('keys.consent.refused')} sentence={error.message}>
      {typeof back === 'string' && (
        <Group>
          <Button component="a" href={back} variant="default">
            {t('keys.consent.back')}
          </Button>
        </Group>
      )}
    </IdentityPage>
  );
}

function Ask({ me, asking: { app, sentTo, scopes }, request }: { me: Me; asking: Asking; request: Authorization }) {
  const last = Number(localStorage.getItem(LAST_ACCOUNT));
  const [accountId, setAccountId] = useState((me.accounts.find(({ id }) => id === last) ?? me.accounts[0])?.id);
  const [deciding, setDeciding] = useState<'allow' | 'refuse' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [withheld, setWithheld] = useState<ReadonlySet<string>>(new Set());
  const given = partsOf(scopes).flatMap((part) => (withheld.has(part.sentence) ? [] : part.scopes));
  const decide = async (decision: 'allow' | 'refuse'): Promise<void> => {
    setDeciding(decision);
    setProblem(null);
    try {
      const consent =
        decision === 'allow' ? ({ decision, request, accountId: accountId!, scopes: given } as const) : ({ decision, request } as const);
      location.assign((await answerConsent(consent)).redirectTo);
    } catch (error) {
      setProblem((error as Error).message);
      setDeciding(null);
    }
  };
  return (
    <IdentityPage title={t('keys.consent.title', { app: app.name })} sentence={t('keys.consent.sentence', { email: me.identity.email })}>
      <Stack gap="md">
        {me.accounts.length > 1 && (
          <Select
            label={t('keys.consent.account')}
            data={me.accounts.map(({ id, name, kind }) => ({
              value: String(id),
              label: kind === 'sandbox' ? t('keys.consent.sandbox', { name }) : name,
            }))}
            value={String(accountId)}
            onChange={(id) => setAccountId(Number(id))}
            allowDeselect={false}
          />
        )}
        <div>
          <Text fw={570} mb={6}>
            {t('keys.consent.may', { app: app.name, account: me.accounts.find(({ id }) => id === accountId)?.name ?? '' })}
          </Text>
          <ul className={classes.may}>
            {partsOf(scopes).map((part) => (
              <li key={part.sentence}>
                <Checkbox
                  label={part.sentence}
                  checked={!withheld.has(part.sentence)}
                  onChange={() => setWithheld((before) => toggled(before, part.sentence))}
                />
              </li>
            ))}
          </ul>
        </div>
        <Text size="sm" c="dimmed">
          {t('keys.consent.limits')}
        </Text>
        {app.registeredItself && (
          <Alert color="warn" variant="light">
            {t('keys.consent.unknown', { site: placeOf(sentTo) })}
          </Alert>
        )}
        <FormProblem problem={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" loading={deciding === 'refuse'} disabled={deciding !== null} onClick={() => void decide('refuse')}>
            {t('ui.cancel')}
          </Button>
          <Button
            loading={deciding === 'allow'}
            disabled={deciding !== null || accountId === undefined || given.length === 0}
            onClick={() => void decide('allow')}
          >
            {t('keys.consent.allow')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('keys.consent.sentTo', { site: placeOf(sentTo) })}{' '}
          {app.homePage && (
            <Anchor href={app.homePage} target="_blank" rel="noreferrer" size="sm">
              {app.homePage}
            </Anchor>
          )}
        </Text>
      </Stack>
    </IdentityPage>
  );
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const after = new Set(set);
  if (!after.delete(one)) after.add(one);
  return after;
}
