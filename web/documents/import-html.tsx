import { Button, FileButton, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { useApi } from '../app/session.ts';
import { FormProblem } from '../ui/api-form.tsx';
import { showDone } from '../ui/notice.ts';

interface ImportHtmlProps {
  onBlocks: (blocks: Block[]) => void;
  onClose: () => void;
}

/** Turns the HTML of another program into blocks. */
export function ImportHtml({ onBlocks, onClose }: ImportHtmlProps) {
  const api = useApi();
  const [html, setHtml] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { blocks } = await api.post<{ blocks: Block[] }>('/api/documents/import', { html });
      onBlocks(blocks);
      showDone(t('compose.import.done', { count: blocks.length }));
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('compose.import.title')} size="lg">
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
