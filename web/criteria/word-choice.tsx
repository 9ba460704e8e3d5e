import { Combobox, useCombobox } from '@mantine/core';
import type { Choice } from './operators.ts';
import classes from './criteria.module.css';

interface WordChoiceProps {
  /** What is chosen here, for whoever cannot see where it stands: "City: how". */
  label: string;
  value: string;
  /** What stands in the sentence, where that is not the chosen label. */
  text?: string | undefined;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  isStrong?: boolean;
}

/** A word of the sentence that can be another: pressed, it shows the others. */
export function WordChoice({ label, value, text, choices, onChange, isStrong = false }: WordChoiceProps) {
  const combobox = useCombobox({
    onDropdownClose: () => combobox.resetSelectedOption(),
    // Once the options stand there, the chosen one is scrolled into view.
    onDropdownOpen: () => void setTimeout(() => combobox.selectActiveOption()),
  });
  const shown = text ?? choices.find((choice) => choice.value === value)?.label ?? value;
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width="max-content"
      onOptionSubmit={(next) => {
        onChange(next);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={classes.word}
          data-strong={isStrong || undefined}
          aria-label={`${shown} (${label})`}
          onClick={() => combobox.toggleDropdown()}
        >
          {shown}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        <Combobox.Options className={classes.options} aria-label={label}>
          {sectioned(choices).map(([section, offered]) => {
            const options = offered.map((choice) => (
              <Combobox.Option
                key={choice.value}
                value={choice.value}
                active={choice.value === value}
                data-chosen={choice.value === value || undefined}
              >
                {choice.label}
              </Combobox.Option>
            ));
            return section === '' ? (
              options
            ) : (
              <Combobox.Group key={section} label={section}>
                {options}
              </Combobox.Group>
            );
          })}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Choices under their headings, both in the order they came in. */
export function sectioned<Part extends { section?: string | undefined }>(parts: readonly Part[]): [section: string, parts: Part[]][] {
  return [...Map.groupBy(parts, ({ section }) => section ?? '')];
}
