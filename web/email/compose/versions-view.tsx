import { Button, Group, Modal, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message, MessageProblem, MessageVersion } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { PageBody, Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { emailCalls, sourceQuery, versionsQuery } from '../email-data.ts';
import { MessagePreview } from '../message-preview.tsx';
import type { MessageDraft } from '../use-message-draft.ts';

interface VersionsViewProps {
  message: Message;
  editing: MessageDraft;
  onProblems: (problems: readonly MessageProblem[]) => void;
}

/** What the message said before, to be looked at and restored. */
export function VersionsView({ message, editing, onProblems }: VersionsViewProps) {
  const api = useApi();
  const refresh = useRefresh();
  const { data: versions, error, refetch } = useQuery({ ...versionsQuery(useAccountId(), message.id), staleTime: 0 });
  const [shown, setShown] = useState<MessageVersion | null>(null);
  const restore = async ({ at }: MessageVersion): Promise<void> => {
    try {
      if (!(await editing.save())) return;
      const detail = await emailCalls(api).restoreMessage(message.id, editing.revision(), at);
      editing.begin(detail);
      onProblems(detail.problems);
      setShown(null);
      showDone(t('compose.versions.restored'));
      await refresh('messages');
    } catch (failure) {
      showProblem(failure as Error);
    }
  };
  return (
    <PageBody>
      <Section title={t('compose.tab.versions')}>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!versions && !error && <Loading />}
        {versions?.length === 0 && <p className="quiet">{t('compose.versions.none')}</p>}
        {versions && versions.length > 0 && (
          <Table.ScrollContainer minWidth={480}>
            <Table verticalSpacing="xs" aria-label={t('compose.tab.versions')}>
              <Table.Tbody>
                {versions.map((version) => (
                  <Table.Tr key={version.at}>
                    <Table.Td>{nameOf(version)}</Table.Td>
                    <Table.Td>
                      <RelativeTime time={version.savedAt} /> {version.savedBy && t('compose.versions.by', { name: version.savedBy })}
                    </Table.Td>
                    <Table.Td>
                      {version.isCurrent && <StatusBadge state="good">{t('compose.versions.current')}</StatusBadge>}{' '}
                      {version.letters > 0 && t('compose.versions.letters', { count: version.letters })}
                    </Table.Td>
                    <Table.Td ta="end">
                      {version.canBeRestored ? (
                        <Button variant="default" size="compact-sm" onClick={() => setShown(version)}>
                          {t('compose.versions.show')}
                        </Button>
                      ) : (
                        <span className="quiet">{t('compose.versions.lost')}</span>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Section>
      {shown && <ShownVersion message={message} version={shown} onClose={() => setShown(null)} onRestore={() => void restore(shown)} />}
    </PageBody>
  );
}

const nameOf = ({ version }: MessageVersion): string =>
  version === null ? t('compose.versions.draft') : t('compose.versions.published', { version });

interface ShownVersionProps {
  message: Message;
  version: MessageVersion;
  onClose: () => void;
  onRestore: () => void;
}

function ShownVersion({ message, version, onClose, onRestore }: ShownVersionProps) {
  const { data: source } = useQuery(sourceQuery(useAccountId(), message.id, version.at));
  return (
    <Modal opened onClose={onClose} size="xl" title={nameOf(version)}>
      <FocusBack />
      {source ? (
        <MessagePreview draft={{ ...source, purpose: message.purpose }} objectId={message.objectId} onProblems={() => undefined} />
      ) : (
        <Loading />
      )}
      <Group mt="md">
        <Button onClick={onRestore} disabled={!source}>
          {t('compose.versions.restore')}
        </Button>
      </Group>
    </Modal>
  );
}
