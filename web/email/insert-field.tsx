import { Button, Combobox, useCombobox } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useState } from 'react';
import type { MergeField } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';

interface InsertFieldProps {
  fields: readonly MergeField[];
  onChoose: (path: string) => void;
  /** Beside the label of an input, where it should not be the first thing seen. */
  isQuiet?: boolean;
}

/** Chooses a merge field; the screen puts it where the person was writing. */
export function InsertField({ fields, onChoose, isQuiet = false }: InsertFieldProps) {
  const [text, setText] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setText('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const words = text.toLowerCase();
  const found = fields.filter(({ label, path }) => `${label} ${path}`.toLowerCase().includes(words));
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <Combobox
      store={combobox}
      width={320}
      position="bottom-end"
      onOptionSubmit={(path) => {
        onChoose(path);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <Button
          variant={isQuiet ? 'subtle' : 'default'}
          size={isQuiet ? 'compact-xs' : 'compact-sm'}
          leftSection={<IconBraces size={isQuiet ? 14 : 16} aria-hidden="true" />}
          onClick={() => combobox.toggleDropdown()}
        >
          {t('email.editor.field')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t('email.editor.field.search')}
          aria-label={t('email.editor.field.search')}
        />
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {found.length === 0 && <Combobox.Empty>{t('email.editor.field.none')}</Combobox.Empty>}
          {groups.map((group) => (
            <Combobox.Group key={group} label={group}>
              {found
                .filter((field) => field.group === group)
                .map((field) => (
                  <Combobox.Option key={field.path} value={field.path}>
                    {field.label}
                  </Combobox.Option>
                ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
