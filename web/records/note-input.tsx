import { Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { mentionOf, readableNote } from '../../src/records/rules/mentions.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi } from '../app/session.ts';
import { type Colleague, colleaguesQuery } from './data.ts';
import classes from './note-input.module.css';

interface NoteTextProps {
  label: string;
  hasLabel?: boolean;
  /** Where one asks whom the text may name. */
  mentionsAt: string;
  /** As it is kept: colleagues stand in it by their ids. */
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  autoFocus?: boolean;
}

/** An @ at the beginning of a word and what follows it, up to where one writes. */
const MENTIONING = /(?:^|[\s(])@([\p{L}\p{N}.'’-]{0,30}(?: [\p{L}\p{N}.'’-]{0,30})?)$/u;

/** A text in which `@` mentions colleagues who may see what it is about. They are shown by name and kept by id. */
export function NoteText({ label, hasLabel = false, mentionsAt, value, onChange, error, autoFocus }: NoteTextProps) {
  const { data: colleagues = [] } = useQuery(colleaguesQuery(useAccountId()));
  const nameOf = (id: number): string | undefined => colleagues.find((one) => one.id === id)?.name;
  const input = useRef<HTMLTextAreaElement>(null);
  const [before, setBefore] = useState('');
  const wanted = MENTIONING.exec(before)?.[1];
  const listId = useId();
  const suggestions = useMentions(mentionsAt, wanted);
  const [active, setActive] = useState(0);
  const isOpen = wanted !== undefined && suggestions.length > 0;
  const shown = readableNote(value, nameOf);

  const write = (text: string, caret: number, more: readonly Colleague[] = []): void => {
    onChange(stored(text, [...mentionedIn(value, colleagues), ...more]));
    setBefore(text.slice(0, caret));
    setActive(0);
  };
  const choose = (colleague: Colleague): void => {
    const end = before.length;
    const start = end - (wanted?.length ?? 0);
    const text = `${shown.slice(0, start)}${colleague.name} ${shown.slice(end)}`;
    write(text, start, [colleague]);
    setBefore('');
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(start + colleague.name.length + 1, start + colleague.name.length + 1);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setActive((active + by + suggestions.length) % suggestions.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(suggestions[active]!);
    else if (event.key === 'Escape') setBefore('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes.box}>
      <Textarea
        ref={input}
        {...(hasLabel ? { label } : { 'aria-label': label })}
        description={t('notes.mention.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={3}
        maxRows={14}
        autoFocus={autoFocus ?? false}
        value={shown}
        error={error}
        aria-autocomplete="list"
        {...(isOpen ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` } : {})}
        onChange={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => setBefore('')}
      />
      {isOpen && (
        <div id={listId} role="listbox" aria-label={t('notes.mention.list')} className={classes.list}>
          {suggestions.map((colleague, index) => (
            <div
              key={colleague.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={classes.option}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(colleague);
              }}
            >
              {colleague.name}
            </div>
          ))}
        </div>
      )}
      {wanted && suggestions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('notes.mention.none')}
        </Text>
      )}
    </div>
  );
}

/** Colleagues who may be named here, by the beginning of their name. */
function useMentions(place: string, wanted: string | undefined): Colleague[] {
  const api = useApi();
  const accountId = useAccountId();
  const [search] = useDebouncedValue(wanted, 80);
  const { data = [] } = useQuery({
    queryKey: [accountId, 'mentionable', place, search],
    queryFn: async ({ signal }) => (await api.get<{ users: Colleague[] }>(place, { search: search ?? '' }, signal)).users,
    enabled: search !== undefined,
    placeholderData: (before) => before,
  });
  return wanted === undefined ? [] : data;
}

const mentionedIn = (value: string, colleagues: readonly Colleague[]): Colleague[] =>
  colleagues.filter(({ id }) => value.includes(mentionOf(id)));

/** The text as it is kept: the longest names first, so that none is taken for the beginning of another. */
function stored(text: string, mentioned: readonly Colleague[]): string {
  const byLength = [...mentioned].sort((a, b) => b.name.length - a.name.length);
  return byLength.reduce((kept, { id, name }) => kept.replaceAll(`@${name}`, mentionOf(id)), text);
}
