import { MultiSelect, Select, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { domainName } from '../../src/visits/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useObjects } from '../app/session.ts';
import { colleaguesQuery, tagsQuery } from '../records/index.tsx';
import { Section } from '../ui/page-header.tsx';
import type { Form, FormSettings } from './forms-data.ts';

interface FormSettingsTabProps {
  form: Form;
  saved: Form;
  onChange: (settings: FormSettings) => void;
}

/** What a form does when it is handed in, and how its page behaves. */
export function FormSettingsTab({ form, saved, onChange }: FormSettingsTabProps) {
  const [settings, setSettings] = useState(form.settings);
  const set = (change: Partial<FormSettings>): void => {
    const next = { ...settings, ...change };
    setSettings(next);
    onChange(next);
  };
  const problems = new Map(saved.problems.map(({ path, sentence }) => [path, sentence]));
  const part = { settings, set, form, problems };
  return (
    <>
      <AfterSection {...part} />
      <RecordSection {...part} />
      <PageSection {...part} />
    </>
  );
}

interface Part {
  settings: FormSettings;
  set: (change: Partial<FormSettings>) => void;
  form: Form;
  problems: ReadonlyMap<string, string>;
}

function AfterSection({ settings, set, form, problems }: Part) {
  const [redirect, setRedirect] = useState(settings.redirect);
  const object = useObjects().find(({ id }) => id === form.objectId);
  const isAddress = redirect === '' || (/^https?:\/\/[^\s{}\\]+$/i.test(redirect) && URL.canParse(redirect));
  const changeRedirect = (typed: string): void => {
    setRedirect(typed);
    if (typed === '' || (/^https?:\/\/[^\s{}\\]+\.[^\s{}\\]+$/i.test(typed) && URL.canParse(typed))) set({ redirect: typed });
  };
  return (
    <Section title={t('forms.settings.after')}>
      <Stack gap="md">
        <Textarea
          label={t('forms.settings.thanks')}
          description={t('forms.settings.thanks.why', { example: `{{ ${object?.key ?? 'contact'}.first_name }}` })}
          value={settings.thanks}
          autosize
          minRows={3}
          error={problems.get('settings.thanks')}
          onChange={({ currentTarget }) => set({ thanks: currentTarget.value })}
        />
        <TextInput
          label={t('forms.settings.redirect')}
          description={t('forms.settings.redirect.why')}
          placeholder="https://"
          value={redirect}
          error={isAddress ? undefined : t('forms.settings.redirect.wrong')}
          onChange={({ currentTarget }) => changeRedirect(currentTarget.value.trim())}
        />
      </Stack>
    </Section>
  );
}

function RecordSection({ settings, set, form }: Part) {
  const accountId = useAccountId();
  const { data: tags = [] } = useQuery(tagsQuery(accountId, form.objectId));
  const { data: users = [] } = useQuery(colleaguesQuery(accountId));
  const people = users.filter(({ hasLeft }) => !hasLeft).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Section title={t('forms.settings.record')} description={t('forms.settings.automation')}>
      <Stack gap="md">
        <TagsInput
          label={t('forms.settings.tags')}
          description={t('forms.settings.tags.why')}
          data={tags.map(({ name }) => name)}
          value={settings.tags}
          onChange={(next) => set({ tags: next })}
          maxTags={20}
          maxLength={100}
        />
        <Select
          label={t('forms.settings.owner')}
          data={[{ value: '', label: t('forms.settings.owner.account') }, ...people]}
          value={settings.ownerId === null ? '' : String(settings.ownerId)}
          onChange={(value) => set({ ownerId: value ? Number(value) : null })}
          allowDeselect={false}
          searchable
        />
        <Select
          label={t('forms.settings.known')}
          data={(['replace', 'fill'] as const).map((known) => ({ value: known, label: t(`forms.settings.known.${known}`) }))}
          value={settings.known}
          onChange={(known) => set({ known: known as FormSettings['known'] })}
          allowDeselect={false}
        />
        <MultiSelect
          label={t('forms.settings.tells')}
          data={people}
          value={settings.tells.map(String)}
          onChange={(ids) => set({ tells: ids.map(Number) })}
          searchable
        />
      </Stack>
    </Section>
  );
}

function PageSection({ settings, set, form }: Part) {
  return (
    <Section title={t('forms.settings.page')}>
      <Stack gap="md">
        <TextInput
          label={t('forms.settings.pageTitle')}
          placeholder={form.name}
          value={settings.title}
          maxLength={200}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <TagsInput
          label={t('forms.settings.framedBy')}
          description={t('forms.settings.framedBy.why')}
          value={settings.framedBy}
          onChange={(typed) => set({ framedBy: [...new Set(typed.flatMap((one) => domainName(one) ?? []))] })}
          maxTags={50}
        />
        <Switch
          label={t('forms.settings.withoutScript')}
          description={t('forms.settings.withoutScript.why')}
          checked={settings.withoutScript}
          onChange={({ currentTarget }) => set({ withoutScript: currentTarget.checked })}
        />
        <Switch
          label={t('forms.settings.indexed')}
          checked={settings.isIndexed}
          onChange={({ currentTarget }) => set({ isIndexed: currentTarget.checked })}
        />
      </Stack>
    </Section>
  );
}
