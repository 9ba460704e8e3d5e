import { Anchor, Button, FileInput, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { filledIn, withQuery } from '../../client/src/ask.ts';
import { t } from '../app/messages/t.ts';
import { meQuery, type Seat } from '../app/session.ts';
import { Confirm } from '../ui/confirm.tsx';
import { bodyOf, isUpload, isWrite, parametersOf, type ApiDocument, type Operation } from './document-data.ts';
import { sampleOf } from './example-values.ts';
import classes from './reference.module.css';

interface TryItProps {
  document: ApiDocument;
  operation: Operation;
}

/** Sends the call as whoever is signed in: a read at once, a write once its account has been looked at. */
export function TryIt({ document, operation }: TryItProps) {
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return null;
  if (me === null && operation.security.length > 0) {
    return (
      <Text size="sm" c="dimmed">
        <Anchor component={Link} to="/sign-in" search={{ to: location.pathname + location.hash } as never}>
          {t('developers.try.signIn')}
        </Anchor>
      </Text>
    );
  }
  return <Trying document={document} operation={operation} seats={me?.accounts ?? []} />;
}

interface Answer {
  status: number;
  ms: number;
  text: string;
}

function Trying({ document, operation, seats }: TryItProps & { seats: readonly Seat[] }) {
  const last = localStorage.getItem('quayside-account');
  const [account, setAccount] = useState(seats.find(({ id }) => String(id) === last) ?? seats[0]);
  const [values, setValues] = useState<Record<string, string>>({});
  const body = bodyOf(operation);
  const [text, setText] = useState(() => (body ? JSON.stringify(sampleOf(document, body), null, 2) : ''));
  const [file, setFile] = useState<File | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const parameters = parametersOf(document, operation).filter((parameter) => parameter.in !== 'header');
  const given = (where: string) =>
    Object.fromEntries(parameters.filter((one) => one.in === where).map(({ name }) => [name, values[name] ?? '']));
  const send = async (): Promise<void> => {
    setAnswer(await sent({ operation, account, address: withQuery(filledIn(operation.path, given('path')), given('query')), text, file }));
  };
  const isWhole = parameters.every(({ name, required }) => !required || (values[name] ?? '') !== '');
  return (
    <Stack gap="sm">
      <div className={classes.inputs}>
        {seats.length > 0 && (
          <Select
            label={t('developers.try.account')}
            data={seats.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={account ? String(account.id) : null}
            onChange={(id) => setAccount(seats.find((seat) => String(seat.id) === id))}
            allowDeselect={false}
          />
        )}
        {parameters.map(({ name, required, schema }) => (
          <TextInput
            key={name}
            label={name}
            withAsterisk={required}
            placeholder={schema.default === undefined ? undefined : String(schema.default)}
            value={values[name] ?? ''}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      {isUpload(operation) && <FileInput label={t('developers.try.file')} value={file} onChange={setFile} clearable />}
      {body && (
        <Textarea
          label={t('developers.body')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={16}
          classNames={{ input: classes.code }}
          spellCheck={false}
        />
      )}
      <Group>
        <Button disabled={!isWhole} onClick={() => (isWrite(operation) ? setAsking(true) : void send())}>
          {t('developers.try.send', { method: operation.method })}
        </Button>
      </Group>
      {answer && <AnswerShown answer={answer} />}
      {isAsking && (
        <Confirm
          title={t('developers.try.sure')}
          confirmLabel={t('developers.try.send', { method: operation.method })}
          onConfirm={send}
          onClose={() => setAsking(false)}
        >
          {account
            ? t('developers.try.sure.account', { name: account.name, mode: account.mode, summary: operation.summary })
            : t('developers.try.sure.none', { summary: operation.summary })}
        </Confirm>
      )}
    </Stack>
  );
}

function AnswerShown({ answer }: { answer: Answer }) {
  return (
    <div role="status">
      <Text size="sm" fw={600} c={answer.status < 400 ? 'var(--qs-good)' : 'var(--qs-bad)'} mb={4}>
        {t('developers.try.answer', { status: answer.status, ms: answer.ms })}
      </Text>
      {answer.text !== '' && (
        <pre className={classes.answer} tabIndex={0} aria-label={t('developers.reply')}>
          {answer.text}
        </pre>
      )}
    </div>
  );
}

interface Sending {
  operation: Operation;
  account: Seat | undefined;
  address: string;
  text: string;
  file: File | null;
}

const LONGEST_SHOWN = 20_000;

async function sent({ operation, account, address, text, file }: Sending): Promise<Answer> {
  const begun = performance.now();
  const form = new FormData();
  if (file) form.append('file', file);
  const upload = isUpload(operation);
  const answer = await fetch(address, {
    method: operation.method,
    headers: {
      'x-quayside': '1',
      ...(account ? { 'x-account': String(account.id) } : {}),
      ...(text !== '' && !upload ? { 'content-type': 'application/json' } : {}),
    },
    ...(upload ? { body: form } : text === '' ? {} : { body: text }),
  });
  const said = await answer.text();
  return { status: answer.status, ms: Math.round(performance.now() - begun), text: indented(said).slice(0, LONGEST_SHOWN) };
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
