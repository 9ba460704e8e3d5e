import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { DomainFinding } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { FINDING_STATES } from './domains-data.ts';
import classes from './domains.module.css';

/** One record of the DNS: what to put where, what stands there now, and what that means. */
export function RecordCard({ finding, selector }: { finding: DomainFinding; selector: string }) {
  const { record, name, type, expected, found, state, isRequired, sentence } = finding;
  const isNext = record === 'dkim' && !name.startsWith(`${selector}.`);
  const shows = state !== 'right' || found.length !== 1 || found[0] !== expected;
  return (
    <div>
      <div className={classes.head}>
        <h3>{t(isNext ? 'domains.record.dkim.next' : `domains.record.${record}`)}</h3>
        <StatusBadge state={FINDING_STATES[state]} open={state === 'missing' || state === 'unchecked'}>
          {t(`domains.finding.${state}`)}
        </StatusBadge>
        <span className={classes.need}>{t(isRequired ? 'domains.required' : 'domains.optional')}</span>
      </div>
      {sentence !== '' && <p className={classes.sentence}>{sentence}</p>}
      <dl className={classes.values}>
        <dt>{t('domains.type')}</dt>
        <dd data-wide>{type}</dd>
        <dt>{t('domains.at')}</dt>
        <dd>{name}</dd>
        <Copy text={name} what={t('domains.at')} />
        <dt>{t('domains.value')}</dt>
        <dd>{expected}</dd>
        <Copy text={expected} what={t('domains.value')} />
        {shows && state !== 'unchecked' && (
          <>
            <dt>{t('domains.found')}</dt>
            <dd data-wide className={classes.found}>
              {found.length === 0 ? t('domains.found.nothing') : found.map((value) => <div key={value}>{value}</div>)}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Copy({ text, what }: { text: string; what: string }) {
  return (
    <dd>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <ActionIcon variant="subtle" size="sm" onClick={copy} aria-label={copied ? t('ui.copied') : t('domains.copy', { what })}>
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        )}
      </CopyButton>
    </dd>
  );
}
