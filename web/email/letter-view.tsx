import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import type { LetterPreview } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import classes from './email.module.css';

interface LetterViewProps {
  letter: LetterPreview;
  /** The address of the letter's own page, where it has one: its links then lead on. */
  address?: string;
  headers?: readonly (readonly [string, string])[];
}

/** A letter as a mail program shows it: its envelope, then the letter or its text part. Nothing in it can run or reach this page. */
export function LetterView({ letter, address, headers }: LetterViewProps) {
  const [part, setPart] = useState('html');
  const title = t('email.preview.frame', { subject: letter.subject });
  return (
    <Stack gap="sm">
      <dl className={classes.envelope}>
        <dt>{t('email.preview.from')}</dt>
        <dd dir="ltr">{letter.from}</dd>
        {letter.to && (
          <>
            <dt>{t('email.preview.to')}</dt>
            <dd dir="ltr">{letter.to}</dd>
          </>
        )}
        <dt>{t('email.preview.subject')}</dt>
        <dd>
          <strong>{letter.subject || t('email.preview.noSubject')}</strong>
        </dd>
      </dl>
      <SegmentedControl
        aria-label={t('email.preview.show')}
        value={part}
        onChange={setPart}
        style={{ alignSelf: 'flex-start' }}
        data={[
          { value: 'html', label: t('email.preview.html') },
          { value: 'text', label: t('email.preview.text') },
          ...(headers ? [{ value: 'headers', label: t('email.preview.headers') }] : []),
        ]}
      />
      {part === 'html' &&
        (address ? (
          <iframe className={classes.frame} title={title} src={address} sandbox="allow-popups allow-popups-to-escape-sandbox" />
        ) : (
          <iframe className={classes.frame} title={title} srcDoc={letter.html} sandbox="" />
        ))}
      {part === 'text' && (
        <pre className={classes.plain} tabIndex={0}>
          {letter.text}
        </pre>
      )}
      {part === 'headers' && headers && (
        <pre className={classes.plain} tabIndex={0}>
          {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
        </pre>
      )}
    </Stack>
  );
}
