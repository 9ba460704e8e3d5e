import { Button, Drawer, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { FormProblem, useApiForm } from '../../ui/api-form.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { FormDrawer } from '../../ui/form-drawer.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone, showUndo } from '../../ui/notice.ts';
import { UsesList } from '../structure/uses-list.tsx';
import { type ListedTag, tagCalls, tagUsesQuery } from './tags-data.ts';

interface TagDrawerProps {
  object: ObjectType;
  tag: ListedTag;
  onClose: () => void;
}

/** The name of a tag, or of a new one. */
export function NameTag({ object, tag, onClose }: Omit<TagDrawerProps, 'tag'> & { tag: ListedTag | null }) {
  const calls = tagCalls(useApi(), object.id);
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { name: tag?.name ?? '' },
    send: ({ name }) => (tag ? calls.rename(tag.id, name) : calls.create(name)),
    onDone: () => {
      showDone(t(tag ? 'tags.renamed' : 'tags.created', { tag: apiForm.form.getValues().name.trim() }));
      void refresh('tags');
      onClose();
    },
  });
  return (
    <FormDrawer
      title={tag ? t('tags.rename.title', { tag: tag.name }) : t('tags.add')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={t(tag ? 'tags.rename' : 'tags.add')}
    >
      <TextInput
        label={t('tags.name')}
        description={tag ? t('tags.rename.why', { tag: tag.name }) : undefined}
        data-autofocus
        {...apiForm.form.getInputProps('name')}
      />
    </FormDrawer>
  );
}

/** A tag goes over into another, with what names it. */
export function MergeTag({ object, tag, others, onClose }: TagDrawerProps & { others: readonly ListedTag[] }) {
  const calls = tagCalls(useApi(), object.id);
  const [into, setInto] = useState<string | null>(null);
  const target = others.find(({ id }) => String(id) === into);
  return (
    <Parting
      object={object}
      tag={tag}
      onClose={onClose}
      title={t('tags.merge.title', { tag: tag.name })}
      sentence={t('tags.merge.sentence', { count: tag.records, tag: tag.name })}
      usesTitle={t('tags.merge.uses')}
      usesNote={t('tags.merge.waiting', { tag: tag.name })}
      submit={t('tags.merge.do')}
      done={t('tags.merged', { tag: tag.name, into: target?.name ?? '' })}
      isReady={target !== undefined}
      part={() => calls.merge(tag.id, target!.id)}
    >
      <Select
        label={t('tags.merge.into')}
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={into}
        onChange={setInto}
        limit={200}
        searchable
        data-autofocus
      />
    </Parting>
  );
}

/** A tag is deleted, once what names it has been seen. */
export function DeleteTag({ object, tag, onClose }: TagDrawerProps) {
  const calls = tagCalls(useApi(), object.id);
  return (
    <Parting
      object={object}
      tag={tag}
      onClose={onClose}
      title={t('tags.delete.title', { tag: tag.name })}
      sentence={t('tags.delete.sentence', { count: tag.records })}
      usesTitle={t('tags.delete.uses')}
      submit={t('tags.delete.do')}
      done={t('tags.deleted', { tag: tag.name })}
      isReady
      part={() => calls.remove(tag.id)}
    />
  );
}

interface PartingProps extends TagDrawerProps {
  title: string;
  sentence: string;
  usesTitle: string;
  usesNote?: string;
  submit: string;
  done: string;
  isReady: boolean;
  part: () => Promise<{ changeId: number }>;
  children?: ReactNode;
}

/** What becomes of the records and of what names the tag; and the way back. */
function Parting({ object, tag, onClose, title, sentence, usesTitle, usesNote, submit, done, isReady, part, children }: PartingProps) {
  const calls = tagCalls(useApi(), object.id);
  const refresh = useRefresh();
  const { data: uses, error } = useQuery(tagUsesQuery(useAccountId(), object.id, tag.id));
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const carryOut = async (): Promise<void> => {
    setBusy(true);
    try {
      const { changeId } = await part();
      onClose();
      showUndo(done, async () => {
        await calls.undo(changeId);
        await refresh('tags');
      });
      await refresh('tags');
      await refresh('records');
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <Drawer opened onClose={onClose} position="right" size={480} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="md">
        <Text>{sentence}</Text>
        {children}
        {uses ? <UsesList uses={uses} title={usesTitle} /> : !error && <Loading />}
        {usesNote && uses?.some(({ kind }) => kind === 'automation') && <Text c="dimmed">{usesNote}</Text>}
        <FormProblem problem={problem ?? error?.message ?? null} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button color="bad" disabled={!isReady || !uses} loading={isBusy} onClick={() => void carryOut()}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  );
}
