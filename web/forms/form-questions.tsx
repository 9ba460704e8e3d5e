import { useMemo } from 'react';
import type { MergeField } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccount, useObjects } from '../app/session.ts';
import { DocumentEditor, type DocumentEditorProps } from '../documents/index.tsx';
import { formBlocks } from './form-blocks.tsx';
import type { Form } from './forms-data.ts';

type BlockDocument = DocumentEditorProps['document'];

const MERGE_FIELDS: readonly MergeField[] = [
  { path: 'account.name', label: t('forms.merge.company'), group: t('forms.merge.group') },
  { path: 'account.postal_address', label: t('forms.merge.address'), group: t('forms.merge.group') },
];
const AT = /^document\./;

interface FormQuestionsProps {
  form: Form;
  /** As the server has it: what is wrong with it. */
  saved: Form;
  onChange: (document: BlockDocument) => void;
}

/** The page of a form, written in the editor of all documents; its questions are blocks of their own. */
export function FormQuestions({ form, saved, onChange }: FormQuestionsProps) {
  const object = useObjects().find(({ id }) => id === form.objectId);
  const { name } = useAccount();
  const blocks = useMemo(() => formBlocks(object, name), [object, name]);
  const problems = useMemo(() => Object.fromEntries(saved.problems.map(({ path, sentence }) => [path.replace(AT, ''), sentence])), [saved]);
  return (
    <DocumentEditor
      kind="form"
      document={form.document as BlockDocument}
      onChange={onChange}
      objectId={form.objectId}
      mergeFields={MERGE_FIELDS}
      problems={problems}
      extraBlocks={blocks}
    />
  );
}
