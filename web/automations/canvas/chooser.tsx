import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import classes from './chooser.module.css';

export interface Choice {
  value: string;
  label: string;
  icon?: ReactNode;
  /** Stands under the label, and is searched as well. */
  hint?: string | undefined;
}

export interface ChoiceGroup {
  id: string;
  label: string;
  choices: readonly Choice[];
}

interface ChooserProps {
  label: string;
  groups: readonly ChoiceGroup[];
  onChoose: (value: string) => void;
}

/** A list to choose one from, narrowed by typing; arrows go through it and Enter chooses. */
export function Chooser({ label, groups, onChoose }: ChooserProps) {
  const id = useId();
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const shown = narrowed(groups, wanted);
  const choices = shown.flatMap((group) => group.choices);
  const active = choices[Math.min(at, choices.length - 1)];
  const move = (by: number): void => {
    const next = (Math.min(at, choices.length - 1) + by + choices.length) % choices.length;
    setAt(next);
    document.getElementById(`${id}-${choices[next]!.value}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && choices.length > 0) move(by);
    else if (event.key === 'Enter' && active) onChoose(active.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes.chooser}>
      <label className={classes.search}>
        <IconSearch size={15} aria-hidden />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={active ? `${id}-${active.value}` : undefined}
          placeholder={t('canvas.next.find')}
          value={wanted}
          onChange={(event) => (setWanted(event.currentTarget.value), setAt(0))}
          onKeyDown={onKeyDown}
          autoComplete="off"
          data-autofocus
          autoFocus
        />
      </label>
      <div role="listbox" id={id} aria-label={label} className={classes.list}>
        {shown.map((group) => (
          <div key={group.id} role="group" aria-label={group.label}>
            <div className={classes.group} aria-hidden>
              {group.label}
            </div>
            {group.choices.map((choice) => (
              <Option key={choice.value} id={`${id}-${choice.value}`} choice={choice} isActive={choice === active} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p className={classes.none} role="status">
          {t('canvas.next.none')}
        </p>
      )}
    </div>
  );
}

function Option({ id, choice, isActive, onChoose }: { id: string; choice: Choice; isActive: boolean; onChoose: (value: string) => void }) {
  return (
    // The keyboard is the input's: it says which option is meant.
    // oxlint-disable-next-line click-events-have-key-events
    <div role="option" id={id} aria-selected={isActive} className={classes.option} onClick={() => onChoose(choice.value)}>
      {choice.icon}
      <span>{choice.label}</span>
      {choice.hint && <small>{choice.hint}</small>}
    </div>
  );
}

function narrowed(groups: readonly ChoiceGroup[], wanted: string): ChoiceGroup[] {
  const parts = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = (group: ChoiceGroup, { label, hint = '' }: Choice): boolean => {
    const text = `${label} ${hint} ${group.label}`.toLocaleLowerCase();
    return parts.every((part) => text.includes(part));
  };
  const kept = groups.map((group) => ({ ...group, choices: group.choices.filter((choice) => matches(group, choice)) }));
  return kept.filter(({ choices }) => choices.length > 0);
}
