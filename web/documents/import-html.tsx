import { Button, FileButton, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { FormProblem } from '../ui/api-form.tsx';
import { FocusBack } from '../ui/focus-back.tsx';
import { showDone } from '../ui/notice.ts';
import type { BlockDocument } from './use-editing-state.ts';

export interface Imported {
  document: BlockDocument;
  subject: string;
  preheader: string;
}

interface ImportHtmlProps {
  onImported: (imported: Imported) => void;
  onClose: () => void;
}

/** Turns the HTML of another program into blocks; its pictures are fetched and kept here. Says what could not be taken over. */
export function ImportHtml({ onImported, onClose }: ImportHtmlProps) {
  const api = useApi();
  const refresh = useRefresh();
  const [html, setHtml] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [left, setLeft] = useState<readonly string[] | null>(null);

  /** The same document with the pictures that could be fetched as the account's own; the others stay where they are. */
  const withPictures = async (document: BlockDocument, addresses: readonly string[]): Promise<BlockDocument> => {
    const kept = new Map<string, string>();
    for (const url of addresses) {
      const asset = await api.post('/api/assets/fetch', { url }).catch(() => null);
      if (asset) kept.set(url, `asset:${asset.asset.id}`);
    }
    if (kept.size > 0) void refresh('assets');
    return JSON.parse(JSON.stringify(document), (key, value: unknown) =>
      key === 'src' && typeof value === 'string' ? (kept.get(value) ?? value) : value,
    ) as BlockDocument;
  };
  const take = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { imported } = await api.post<{ imported: Imported & { pictures: string[]; left: string[] } }>('/api/documents/import-html', {
        html,
      });
      const document = await withPictures(imported.document, imported.pictures);
      onImported({ document, subject: imported.subject, preheader: imported.preheader });
      showDone(t('compose.import.done', { count: document.blocks.length }));
      if (imported.left.length === 0) onClose();
      else setLeft(imported.left);
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  if (left) {
    return (
      <Modal opened onClose={onClose} title={t('compose.import.left')}>
        <FocusBack />
        <ul style={{ margin: '0 0 16px', paddingInlineStart: 18 }}>
          {left.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <Button onClick={onClose}>{t('compose.import.close')}</Button>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={t('compose.import.title')} size="lg">
      <FocusBack />
      <Stack gap="md">
        <p style={{ margin: 0 }}>
          {t('compose.import.sentence')} {t('compose.import.replaces')}
        </p>
        <FormProblem problem={problem} />
        <Textarea
          label={t('compose.import.label')}
          value={html}
          onChange={(event) => setHtml(event.currentTarget.value)}
          autosize
          minRows={8}
          maxRows={16}
          dir="ltr"
          spellCheck={false}
          data-autofocus
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        />
        <Group gap="xs">
          <Button onClick={() => void take()} loading={isBusy} disabled={html.trim() === ''}>
            {t('compose.import.take')}
          </Button>
          <FileButton
            accept="text/html,.html,.htm"
            inputProps={{ 'aria-label': t('compose.import.file') }}
            onChange={(file) => void file?.text().then(setHtml)}
          >
            {(props) => (
              <Button {...props} variant="default">
                {t('compose.import.file')}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </Modal>
  );
}
