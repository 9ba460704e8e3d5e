import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { MessageProblem } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { Written } from '../email-data.ts';
import classes from '../email.module.css';
import { ReaderStepper } from './reader-stepper.tsx';
import { useLetterPreview } from './use-letter-preview.ts';

interface PreviewViewProps {
  draft: Written;
  objectId: number;
  onProblems: (problems: readonly MessageProblem[]) => void;
}

/** The letter as any reader gets it: on a wide screen or a phone, in light or dark, or its text part. */
export function PreviewView({ draft, objectId, onProblems }: PreviewViewProps) {
  const [recordId, setRecordId] = useState<number | null>(null);
  const [device, setDevice] = useState<'desktop' | 'phone'>('desktop');
  const [scheme, setScheme] = useState<'light' | 'dark'>('light');
  const [part, setPart] = useState<'html' | 'text'>('html');
  const { letter, isKnown, error } = useLetterPreview({ draft, objectId, recordId, onProblems });
  return (
    <div className={classes.preview}>
      <div className={classes.previewBar}>
        <ReaderStepper objectId={objectId} value={recordId} onChange={setRecordId} />
        <SegmentedControl
          aria-label={t('compose.preview.part')}
          value={part}
          onChange={(next) => setPart(next as 'html' | 'text')}
          data={(['html', 'text'] as const).map((value) => ({ value, label: t(`email.preview.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('compose.preview.device')}
          value={device}
          onChange={(next) => setDevice(next as 'desktop' | 'phone')}
          data={(['desktop', 'phone'] as const).map((value) => ({ value, label: t(`compose.preview.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('compose.preview.scheme')}
          value={scheme}
          onChange={(next) => setScheme(next as 'light' | 'dark')}
          data={(['light', 'dark'] as const).map((value) => ({ value, label: t(`compose.preview.${value}`) }))}
        />
      </div>
      {error && <Text c="bad">{error.message}</Text>}
      {isKnown && !letter && <Text c="dimmed">{t('compose.preview.none')}</Text>}
      {letter && (
        <>
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
          {part === 'html' ? (
            <iframe
              className={classes.screen}
              data-device={device}
              data-scheme={scheme}
              title={t('email.preview.frame', { subject: letter.subject })}
              srcDoc={inScheme(letter.html, scheme)}
              sandbox=""
            />
          ) : (
            <pre className={classes.plain} tabIndex={0}>
              {letter.text}
            </pre>
          )}
        </>
      )}
    </div>
  );
}

/** A letter's own dark colours are shown, or not, whatever the colours of this page. */
const inScheme = (html: string, scheme: 'light' | 'dark'): string =>
  html.replaceAll(/@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)/g, scheme === 'dark' ? '@media all' : '@media not all');
