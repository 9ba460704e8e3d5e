import { SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useMemo } from 'react';
import type { Document, MergeField } from '../../src/documents/schema.ts';
import { later } from '../app/later.tsx';
import { t } from '../app/messages/t.ts';
import { Loading } from '../ui/loading.tsx';
import { blocksOf } from './body-edits.ts';

const DocumentEditor = later(
  async () => (await import('../documents/index.tsx')).DocumentEditor,
  () => <Loading />,
);

interface BodyEditorProps {
  body: Document;
  onChange: (body: Document) => void;
  objectId: number;
  mergeFields: readonly MergeField[];
  /** Sentences by path: `body.text`, `body.blocks.2.url`. */
  problems: Readonly<Record<string, string>>;
}

/** The letter itself: one text, or blocks. */
export function BodyEditor({ body, onChange, objectId, mergeFields, problems }: BodyEditorProps) {
  const ofBlocks = useMemo(() => ofTheBody(problems), [problems]);
  if (body.kind === 'plain') {
    return (
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('email.editor.kind')}
          value="plain"
          onChange={() => onChange(blocksOf(body))}
          data={[
            { value: 'plain', label: t('email.editor.kind.plain') },
            { value: 'blocks', label: t('email.editor.kind.blocks') },
          ]}
          style={{ alignSelf: 'flex-start' }}
        />
        <Textarea
          label={t('email.editor.text')}
          description={t('email.editor.text.why')}
          value={body.text}
          onChange={(event) => onChange({ kind: 'plain', text: event.currentTarget.value })}
          error={problems['body.text'] ?? problems.body}
          autosize
          minRows={12}
          dir="auto"
          data-writes="body.text"
        />
      </Stack>
    );
  }
  return (
    <DocumentEditor kind="letter" document={body} onChange={onChange} objectId={objectId} mergeFields={mergeFields} problems={ofBlocks} />
  );
}

const ofTheBody = (problems: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(problems)
      .filter(([path]) => path.startsWith('body.'))
      .map(([path, sentence]) => [path.slice(5), sentence]),
  );
