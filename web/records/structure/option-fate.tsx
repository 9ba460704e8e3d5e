import { Button, Drawer, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldOption, FieldShape } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone, showUndo } from '../../ui/notice.ts';
import { type OptionFate, optionEffectsQuery, structureCalls } from './structure-data.ts';
import { UsesList } from './uses-list.tsx';

interface OptionFateProps {
  object: ObjectType;
  field: FieldShape;
  option: FieldOption;
  onClose: () => void;
}

/** What becomes of an option that is taken away, with what uses it. */
export function OptionFateDrawer({ object, field, option, onClose }: OptionFateProps) {
  const api = useApi();
  const refresh = useRefresh();
  const asked = { fieldId: field.id, optionId: option.id };
  const { data: effects } = useQuery(optionEffectsQuery(useAccountId(), object.id, asked));
  const others = field.options.filter(({ id, archived }) => id !== option.id && !archived);
  const [how, setHow] = useState<OptionFate['how']>(others.length > 0 ? 'replace' : 'archive');
  const [heir, setHeir] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const count = effects?.records ?? 0;

  const carryOut = async (): Promise<void> => {
    setBusy(true);
    try {
      const fate: OptionFate = how === 'replace' ? { how, with: Number(heir) } : { how };
      const { changeId } = await structureCalls(api).removeOption(object.id, asked, fate);
      onClose();
      await refresh('objects');
      if (changeId === null) return showDone(t('structure.option.archived', { option: option.label }));
      showUndo(t('structure.option.goes', { option: option.label, count }), async () => {
        await structureCalls(api).undoOptionChange(object.id, changeId);
        await refresh('objects');
      });
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  };

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={t('structure.option.title', { option: option.label })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      {!effects && <Loading />}
      {effects && (
        <Stack gap="md">
          <Text>{t('structure.option.records', { count, objects: object.plural.toLocaleLowerCase(), option: option.label })}</Text>
          <UsesList uses={effects.uses} title={t('structure.option.uses', { count: effects.uses.length })} />
          <Radio.Group label={t('structure.option.how')} value={how} onChange={(next) => setHow(next as OptionFate['how'])}>
            <Stack gap="xs" mt="xs">
              <Radio
                value="replace"
                label={t('structure.option.replace')}
                description={t('structure.option.replace.why')}
                disabled={others.length === 0}
              />
              <Radio
                value="clear"
                label={t('structure.option.clear')}
                description={t('structure.option.clear.why')}
                disabled={field.isRequired && field.type === 'dropdown'}
              />
              <Radio value="archive" label={t('structure.option.archive')} description={t('structure.option.archive.why')} />
            </Stack>
          </Radio.Group>
          {how === 'replace' && (
            <Select
              label={t('structure.option.heir')}
              data={others.map(({ id, label }) => ({ value: String(id), label }))}
              value={heir}
              onChange={setHeir}
              searchable
            />
          )}
          {problem && (
            <Text c="bad" role="alert">
              {problem}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button
              color={how === 'archive' ? 'sea' : 'bad'}
              disabled={how === 'replace' && heir === null}
              loading={isBusy}
              onClick={() => void carryOut()}
            >
              {t(`structure.option.${how}.do`, {
                option: option.label,
                count,
                other: others.find(({ id }) => String(id) === heir)?.label ?? '…',
              })}
            </Button>
          </Group>
        </Stack>
      )}
    </Drawer>
  );
}
