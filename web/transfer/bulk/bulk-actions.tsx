import { Button, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { isTyping } from '../../app/frame/is-typing.ts';
import type { BulkProps } from '../../app/list-slots.tsx';
import { t, tFrom } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { bulkActionsQuery, whichOf } from './bulk-data.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { ExportChosen } from './export-chosen.tsx';
import classes from './actions-menu.module.css';

/** The order in which actions stand; what has no place here comes after. */
const ORDER = [
  'field.change',
  'tag.add',
  'tag.remove',
  'owner.change',
  'owner.spread',
  'task.create',
  'email.send',
  'automation.enter',
  'automation.leave',
  'automation.hold',
  'automation.resume',
  'export',
  'record.delete',
];

/** The button at the foot of a list: everything that can be done with what is chosen, to be found by typing. */
export function BulkActions(props: BulkProps) {
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<string | null>(null);
  useOpeningKey(() => setOpen(true));
  const choose = (chosen: string): void => {
    setOpen(false);
    setKind(chosen);
  };
  const { object, which, selection, count, clear } = props;
  return (
    <>
      <Popover opened={isOpen} onChange={setOpen} position="top-end" withArrow trapFocus returnFocus width={300}>
        <Popover.Target>
          <Button size="compact-md" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen} title={t('bulk.actions.key')}>
            {t('bulk.actions')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="xs">
          <ActionsMenu {...props} onChoose={choose} />
        </Popover.Dropdown>
      </Popover>
      {kind === 'export' && <ExportChosen {...props} onClose={() => setKind(null)} />}
      {kind !== null && kind !== 'export' && (
        <BulkDialog
          object={object}
          kind={kind}
          which={whichOf(which, selection)}
          count={count}
          onClose={() => setKind(null)}
          onStarted={clear}
        />
      )}
    </>
  );
}

const isText = (target: EventTarget | null): boolean =>
  isTyping(target) && !(target instanceof HTMLInputElement && target.type === 'checkbox');

/** `b` opens the actions, but for where it is typed into a text. */
function useOpeningKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'b' || event.ctrlKey || event.metaKey || event.altKey || isText(event.target)) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

function ActionsMenu({ object, onChoose }: BulkProps & { onChoose: (kind: string) => void }) {
  const { data: actions = [] } = useQuery(bulkActionsQuery(useAccountId(), object.id));
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const offered = [...actions.filter(({ inBin }) => !inBin).map(({ kind }) => kind), ...(object.rights.export ? ['export'] : [])];
  const words = search.trim().toLocaleLowerCase();
  const found = offered
    .filter((kind) => isNamed(kind))
    .filter((kind) => `${labelOf(kind)} ${tFrom(`bulk.words.${kind}`, {}, '')}`.toLocaleLowerCase().includes(words))
    .sort((a, b) => placeOf(a) - placeOf(b));
  const current = Math.min(at, found.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((current + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === 'Enter' && found[current]) {
      event.preventDefault();
      onChoose(found[current]);
    }
  };
  return (
    <Stack gap={4}>
      <TextInput
        size="sm"
        role="combobox"
        aria-expanded="true"
        aria-controls="bulk-actions-found"
        aria-activedescendant={found[current] ? `bulk-action-${current}` : undefined}
        aria-label={t('bulk.actions.find')}
        placeholder={t('bulk.actions.find')}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <div id="bulk-actions-found" role="listbox" aria-label={t('bulk.actions')} className={classes.menu}>
        {found.map((kind, index) => (
          <UnstyledButton
            key={kind}
            id={`bulk-action-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={classes.action}
            onClick={() => onChoose(kind)}
            onMouseEnter={() => setAt(index)}
          >
            {labelOf(kind)}
          </UnstyledButton>
        ))}
      </div>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" p="xs">
          {t('bulk.actions.none')}
        </Text>
      )}
    </Stack>
  );
}

const labelOf = (kind: string): string => tFrom(`bulk.kind.${kind}`, {}, '');
/** Actions for which this page has words and a form. */
const isNamed = (kind: string): boolean => labelOf(kind) !== '';
const placeOf = (kind: string): number => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
