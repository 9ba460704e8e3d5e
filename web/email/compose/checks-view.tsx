import { Button, Stack } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageBody, Section } from '../../ui/page-header.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { chooseBlock } from '../../documents/index.tsx';
import classes from '../email.module.css';
import { MessageReach } from '../message-reach.tsx';
import type { Checks } from './use-checks.ts';

const STATES = { error: 'bad', warning: 'warn', hint: 'info' } as const;

interface ChecksViewProps {
  messageId: number;
  objectId: number;
  checks: Checks;
  onShow: () => void;
}

/** What is found in the finished letter, the worst first, and whom it would reach. */
export function ChecksView({ messageId, objectId, checks: { findings, error, isLooking }, onShow }: ChecksViewProps) {
  return (
    <PageBody>
      <Section title={t('compose.tab.checks')} description={t('compose.checks.saved')}>
        {error && <ErrorState error={error} />}
        <Stack gap="md" aria-live="polite" aria-busy={isLooking}>
          {!findings && !error && <p className="quiet">{t('compose.checks.looking')}</p>}
          {findings?.length === 0 && <StatusBadge state="good">{t('compose.checks.none')}</StatusBadge>}
          {(['error', 'warning', 'hint'] as const).map((severity) => {
            const found = findings?.filter((finding) => finding.severity === severity) ?? [];
            if (found.length === 0) return null;
            return (
              <section key={severity}>
                <h3 className={classes.severity}>
                  <StatusBadge state={STATES[severity]}>{t(`compose.checks.${severity}`)}</StatusBadge>
                </h3>
                <ul className={classes.findings}>
                  {found.map(({ code, path, blockId, sentence }) => (
                    <li key={`${code} ${path} ${sentence}`}>
                      <span>{sentence}</span>
                      {blockId && (
                        <Button
                          variant="default"
                          size="compact-sm"
                          onClick={() => {
                            chooseBlock(blockId);
                            onShow();
                          }}
                        >
                          {t('compose.checks.show')}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
        </Stack>
      </Section>
      <MessageReach messageId={messageId} objectId={objectId} />
    </PageBody>
  );
}
