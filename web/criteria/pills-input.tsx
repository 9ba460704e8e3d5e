import { Pill, PillsInput } from '@mantine/core';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { t } from '../app/messages/t.ts';
import classes from './criteria.module.css';

interface PillsTextProps {
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** Whether a text can be a value here; what cannot stays in the input. */
  accepts?: (text: string) => boolean;
  placeholder?: string;
  inputMode?: 'text' | 'decimal';
  autoFocus?: boolean;
}

/** Several texts as pills. What is being typed counts at once; Enter or a comma makes a pill of it. */
export function PillsText({ label, values, onChange, accepts = isText, placeholder, inputMode = 'text', autoFocus }: PillsTextProps) {
  const [typed, setTyped] = useState('');
  const isCounted = typed.trim() !== '' && accepts(typed) && values.at(-1) === typed.trim();
  const pills = isCounted ? values.slice(0, -1) : [...values];

  const type = (text: string): void => {
    setTyped(text);
    onChange(text.trim() !== '' && accepts(text) ? [...pills, text.trim()] : pills);
  };
  const keep = (): void => {
    if (typed.trim() === '' || !accepts(typed)) return;
    onChange([...new Set([...pills, typed.trim()])]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      // Enter would send the form around it.
      event.preventDefault();
      keep();
    }
    if (event.key === 'Backspace' && typed === '') onChange(pills.slice(0, -1));
  };
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData
      .getData('text')
      .split(/[\n\r,;\t]+/)
      .map((text) => text.trim())
      .filter((text) => text !== '' && accepts(text));
    if (pasted.length < 2) return;
    event.preventDefault();
    onChange([...new Set([...pills, ...pasted])]);
    setTyped('');
  };
  return (
    <PillsInput variant="unstyled" className={classes.pills} classNames={{ input: classes.blank }}>
      <Pill.Group gap={4}>
        {pills.map((value, index) => (
          <Pill
            key={value}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('criteria.value.remove', { value }), tabIndex: 0, 'aria-hidden': false }}
            onRemove={() => onChange(values.filter((_, at) => at !== index))}
            className={classes.pill}
          >
            {value}
          </Pill>
        ))}
        <PillsInput.Field
          aria-label={label}
          placeholder={pills.length === 0 ? placeholder : undefined}
          value={typed}
          inputMode={inputMode}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={keep}
          {...(autoFocus ? { autoFocus: true } : {})}
        />
      </Pill.Group>
    </PillsInput>
  );
}

const isText = (): boolean => true;
