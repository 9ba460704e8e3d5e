import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Editing } from '../use-editing.ts';
import type { Layout } from './layout.ts';
import { idOfNote } from './elements.ts';
import { sentenceOfElement } from './words.ts';
import classes from './canvas.module.css';

interface FindPanelProps {
  layout: Layout;
  editing: Editing;
  onFound: (ids: ReadonlySet<string>) => void;
  onGo: (id: string) => void;
  onClose: () => void;
}

/** Finds elements by their words, marks them all and goes from one to the next. */
export function FindPanel({ layout, editing, onFound, onGo, onClose }: FindPanelProps) {
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const found = wanted.trim() === '' ? [] : find(layout, editing, wanted.trim().toLocaleLowerCase());
  const key = found.join();
  useEffect(() => {
    onFound(new Set(key === '' ? [] : key.split(',')));
    if (key !== '') onGo(key.split(',')[0]!);
    setAt(0);
    // Going on by itself happens when what is found changes, and only then.
  }, [key]);
  const go = (by: number): void => {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    onGo(found[next]!);
  };
  return (
    <search className={classes.find}>
      <input
        type="text"
        aria-label={t('canvas.find')}
        placeholder={t('canvas.find')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          if (event.key === 'f' && (event.ctrlKey || event.metaKey)) event.preventDefault();
        }}
        autoFocus
      />
      <span role="status">
        {wanted.trim() !== '' && (found.length === 0 ? t('canvas.find.none') : t('canvas.find.count', { at: at + 1, count: found.length }))}
      </span>
      <ActionIcon size="sm" aria-label={t('canvas.find.before')} onClick={() => go(-1)}>
        <IconChevronUp size={15} />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t('canvas.find.next')} onClick={() => go(1)}>
        <IconChevronDown size={15} />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t('ui.close')} onClick={onClose}>
        <IconX size={15} />
      </ActionIcon>
    </search>
  );
}

function find(layout: Layout, editing: Editing, wanted: string): string[] {
  const isIn = (text: string): boolean => text.toLocaleLowerCase().includes(wanted);
  const elements = layout.placed.filter(({ kind }) => kind === 'step' || kind === 'goto' || kind === 'end' || kind === 'trigger');
  const notes = editing.map.notes.filter(({ text }) => isIn(text)).map(({ id }) => idOfNote(id));
  return [...elements.filter((one) => isIn(sentenceOfElement(one, editing))).map(({ id }) => id), ...notes];
}
