import { ActionIcon, type ComboboxData, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { SubscribableEvent } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useObjects } from '../app/session.ts';
import { tagsQuery } from '../records/index.tsx';
import { formsQuery, wordsOf } from './subscriptions-data.ts';
import classes from './webhooks.module.css';

export interface WishDraft {
  kind: string | null;
  subjectId: number | null;
  objectId: number | null;
}

export const EMPTY_WISH: WishDraft = { kind: null, subjectId: null, objectId: null };

interface WishInputProps {
  number: number;
  events: readonly SubscribableEvent[];
  wish: WishDraft;
  error: ReactNode;
  onChange: (wish: WishDraft) => void;
  onRemove?: () => void;
}

/** One kind of event, found by its words or its name, and of what it is to be. */
export function WishInput({ number, events, wish, error, onChange, onRemove }: WishInputProps) {
  const choices = useMemo(() => choicesOf(events), [events]);
  const event = events.find(({ kind }) => kind === wish.kind);
  return (
    <div className={classes.wish}>
      <Select
        label={t('webhooks.subs.event', { number })}
        placeholder={t('webhooks.subs.event.search')}
        data={choices}
        value={wish.kind}
        onChange={(kind) => onChange({ ...EMPTY_WISH, kind })}
        error={error}
        searchable
        filter={({ options, search }) => found(options as ComboboxData & { label: string }[], search) as never}
        renderOption={({ option }) => (
          <span className={classes.event}>
            <span>{option.label}</span>
            <code>{option.value}</code>
          </span>
        )}
        nothingFoundMessage={t('webhooks.subs.event.none')}
        limit={60}
      />
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('webhooks.subs.event.remove', { number })}
          onClick={onRemove}
          className={classes.remove}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
      {event && <Of event={event} wish={wish} onChange={onChange} />}
    </div>
  );
}

/** Of which tag, form or kind of record; nothing where there is nothing to choose. */
function Of({ event, wish, onChange }: { event: SubscribableEvent; wish: WishDraft; onChange: (wish: WishDraft) => void }) {
  const accountId = useAccountId();
  const objects = useObjects();
  const { data: tags = [] } = useQuery({ ...tagsQuery(accountId, wish.objectId ?? 0), enabled: event.subject === 'tag' });
  const { data: forms = [] } = useQuery({ ...formsQuery(accountId), enabled: event.subject === 'form' });
  const named = event.subject === 'tag' ? tags : event.subject === 'form' ? forms : undefined;
  const isAboutRecords = /^(?:record|tag|owner|note|task)\./.test(event.kind);
  return (
    <>
      {isAboutRecords && (
        <Select
          aria-label={t('webhooks.subs.only.object')}
          data={[
            { value: '', label: t('webhooks.subs.of.anyObject') },
            ...objects.map(({ id, plural }) => ({ value: String(id), label: plural })),
          ]}
          value={wish.objectId === null ? '' : String(wish.objectId)}
          onChange={(next) => onChange({ ...wish, subjectId: null, objectId: next ? Number(next) : null })}
          allowDeselect={false}
        />
      )}
      {named && (
        <Select
          aria-label={t('webhooks.subs.of')}
          data={[{ value: '', label: t('webhooks.subs.of.any') }, ...named.map(({ id, name }) => ({ value: String(id), label: name }))]}
          value={wish.subjectId === null ? '' : String(wish.subjectId)}
          onChange={(next) => onChange({ ...wish, subjectId: next ? Number(next) : null })}
          searchable
          allowDeselect={false}
        />
      )}
    </>
  );
}

/** In the order of their words; what is searched through holds the name of the kind too. */
const choicesOf = (events: readonly SubscribableEvent[]): { value: string; label: string }[] =>
  events.map(({ kind, label }) => ({ value: kind, label: wordsOf(kind, label) })).toSorted((a, b) => a.label.localeCompare(b.label));

/** Every word is somewhere in what the event is called, in words or by its name. */
function found(options: readonly { label: string; value?: string }[], search: string): { label: string; value?: string }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ label, value = '' }) => words.every((word) => `${label} ${value}`.toLowerCase().includes(word)));
}
