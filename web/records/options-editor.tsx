import { ActionIcon, Button, ColorSwatch, Group, Input, Menu, Stack, TextInput } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconArrowUp, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { OPTION_COLORS, type OptionColor } from '../../src/records/schema.ts';
import { t } from '../app/messages/t.ts';

export interface OptionDraft {
  /** New ones have none yet. */
  id?: number;
  label: string;
  color?: OptionColor;
  archived?: boolean;
}

interface OptionsEditorProps {
  options: readonly OptionDraft[];
  onChange: (options: OptionDraft[]) => void;
  error?: ReactNode;
  /** Merges an option that records may have into another, or takes it from them. */
  onRemove?: (optionId: number) => void;
}

/** The choices of a drop-down or list. Those that records may have are archived rather than deleted. */
export function OptionsEditor({ options, onChange, error, onRemove }: OptionsEditorProps) {
  const change = (place: number, next: Partial<OptionDraft>): void =>
    onChange(options.map((option, index) => (index === place ? { ...option, ...next } : option)));
  const raise = (place: number): void => {
    const next = [...options];
    next.splice(place - 1, 0, ...next.splice(place, 1));
    onChange(next);
  };
  return (
    <Input.Wrapper label={t('records.options')} error={error} component="div">
      <Stack gap={6}>
        {options.map((option, place) => (
          <Group key={option.id ?? `new-${place}`} gap={4} wrap="nowrap">
            <ColourMenu colour={option.color ?? 'gray'} onChange={(color) => change(place, { color })} label={option.label} />
            <TextInput
              style={{ flex: 1 }}
              size="xs"
              aria-label={t('records.options.label', { place: place + 1 })}
              value={option.label}
              disabled={option.archived ?? false}
              onChange={(event) => change(place, { label: event.currentTarget.value })}
            />
            <ActionIcon
              size="sm"
              aria-label={t('records.options.up', { option: option.label })}
              disabled={place === 0}
              onClick={() => raise(place)}
            >
              <IconArrowUp size={15} />
            </ActionIcon>
            {option.id === undefined ? (
              <ActionIcon
                size="sm"
                aria-label={t('records.options.remove', { option: option.label })}
                onClick={() => onChange(options.filter((_, index) => index !== place))}
              >
                <IconX size={15} />
              </ActionIcon>
            ) : (
              <ActionIcon
                size="sm"
                aria-label={t(option.archived ? 'records.options.unarchive' : 'records.options.archive', { option: option.label })}
                onClick={() => change(place, { archived: !option.archived })}
              >
                {option.archived ? <IconArchiveOff size={15} /> : <IconArchive size={15} />}
              </ActionIcon>
            )}
            {option.id !== undefined && onRemove && (
              <ActionIcon
                size="sm"
                aria-label={t('structure.option.remove', { option: option.label })}
                onClick={() => onRemove(option.id!)}
              >
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={15} />}
          onClick={() => onChange([...options, { label: '', color: 'gray' }])}
        >
          {t('records.options.add')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

function ColourMenu({ colour, label, onChange }: { colour: OptionColor; label: string; onChange: (colour: OptionColor) => void }) {
  return (
    <Menu position="bottom-start" width={120}>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('records.options.colour', { option: label })}>
          <ColorSwatch component="span" size={14} radius={3} color={`var(--qs-option-${colour})`} withShadow={false} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {OPTION_COLORS.map((one) => (
          <Menu.Item
            key={one}
            onClick={() => onChange(one)}
            leftSection={<ColorSwatch component="span" size={12} radius={3} color={`var(--qs-option-${one})`} withShadow={false} />}
          >
            {t(`records.colour.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
