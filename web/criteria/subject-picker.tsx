import { Combobox, useCombobox } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { language, t } from '../app/messages/t.ts';
import classes from './criteria.module.css';
import { type Subject, subjectsFor } from './subjects.ts';
import { useVocabulary } from './vocabulary.ts';
import { sectioned } from './word-choice.tsx';

interface SubjectPickerProps {
  /** The button that opens the list; it gets `onClick`. */
  target: (toggle: () => void) => ReactNode;
  chosen?: string;
  onChoose: (subject: Subject) => void;
}

/** One list of all that can be asked about: fields by section, tags, what happened, relations, permission. Typing narrows it. */
export function SubjectPicker({ target, chosen, onChoose }: SubjectPickerProps) {
  const vocabulary = useVocabulary();
  const [search, setSearch] = useState('');
  const subjects = useMemo(() => subjectsFor(vocabulary), [vocabulary]);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const found = matching(subjects, search);
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={320}
      middlewares={{ flip: true, shift: true }}
      onOptionSubmit={(id) => {
        combobox.closeDropdown();
        onChoose(subjects.find((subject) => subject.id === id)!);
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        {target(() => combobox.toggleDropdown())}
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
            combobox.selectFirstOption();
          }}
          placeholder={t('criteria.subject.find')}
          aria-label={t('criteria.subject.find')}
        />
        <Combobox.Options className={classes.options} aria-label={t('criteria.subject.list')}>
          {found.length === 0 && <Combobox.Empty>{t('criteria.subject.none')}</Combobox.Empty>}
          {sectioned(found).map(([section, offered]) => (
            <Combobox.Group key={section} label={section}>
              {offered.map(({ id, label }) => (
                <Combobox.Option key={id} value={id} active={id === chosen} data-chosen={id === chosen || undefined}>
                  {label}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Subjects with every typed word in their name or heading, those whose name begins with it first. */
function matching(subjects: readonly Subject[], search: string): Subject[] {
  const lower = (text: string): string => text.toLocaleLowerCase(language.locale);
  const words = lower(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...subjects];
  const found = subjects.filter(({ label, section }) => words.every((word) => lower(`${label} ${section}`).includes(word)));
  const begins = (subject: Subject): number => (lower(subject.label).startsWith(words[0]!) ? 0 : 1);
  return found.toSorted((one, other) => begins(one) - begins(other));
}
