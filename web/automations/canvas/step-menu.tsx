import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../app/messages/t.ts';
import { showProblem } from '../../ui/notice.ts';
import { branchOf, moveStep, placesTo, wouldGoWith, type Place } from '../map-edits.ts';
import { sentencesOfExits } from '../sentences.ts';
import type { Editing } from '../use-editing.ts';
import { idOfStep, type Layout } from './layout.ts';
import { copySteps, pasteSteps } from './use-clipboard.ts';

interface MenuOptions {
  id: string;
  at: { x: number; y: number };
  editing: Editing;
  layout: Layout;
  isEditable: boolean;
  onAsk: (id: string) => void;
  onOpen: (id: string) => void;
  onPeople: (stepId: number) => void;
  onClose: () => void;
}

interface Item {
  key: string;
  label: string;
  isBad?: boolean;
  isOff?: boolean;
  act: () => void;
}

/** What can be done with an element of the canvas, where it was asked for. */
export function menuFor(options: MenuOptions): ReactNode {
  const { at, onClose } = options;
  const items = itemsFor(options);
  if (items.length === 0) return null;
  return (
    <Menu opened onClose={onClose} position="bottom-start" returnFocus={false} trapFocus withinPortal>
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, inlineSize: 1, blockSize: 1 }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ key, label, isBad, isOff, act }) => (
          <Menu.Item
            key={key}
            color={isBad ? 'bad' : undefined}
            disabled={isOff}
            onClick={() => {
              onClose();
              act();
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function itemsFor(options: MenuOptions): Item[] {
  const { id, editing, isEditable, layout, onOpen, onPeople } = options;
  const one = layout.placed.find((element) => element.id === id);
  const number = Number(id.replace(/\D+/g, ''));
  const open: Item = { key: 'open', label: t('canvas.menu.open'), act: () => onOpen(id) };
  if (!isEditable) return one?.kind === 'step' ? [{ key: 'people', label: t('canvas.menu.people'), act: () => onPeople(number) }] : [];
  if (id.startsWith('note-'))
    return [open, { key: 'remove', label: t('canvas.menu.removeNote'), isBad: true, act: () => editing.removeNote(number) }];
  switch (one?.kind) {
    case 'trigger':
      return [
        open,
        { key: 'begin', label: t('canvas.menu.begin'), act: () => editing.chooseBegin(number) },
        { key: 'remove', label: t('canvas.menu.removeTrigger'), isBad: true, act: () => editing.removeTrigger(number) },
      ];
    case 'leads':
      return [open, ...(one.place ? [{ key: 'part', label: t('canvas.menu.partOnly'), act: () => editing.join(one.place!, null) }] : [])];
    case 'step':
    case 'end':
    case 'goto':
      return itemsForStep(options, number);
    default:
      return [open];
  }
}

function itemsForStep({ id, editing, onAsk, onOpen, onPeople }: MenuOptions, stepId: number): Item[] {
  const { map } = editing;
  const step = map.steps.find((one) => one.id === stepId);
  if (!step) return [];
  const branch = branchOf(map, stepId);
  const others = wouldGoWith(map, stepId);
  const behind: Place | undefined = step.next.length > 0 && step.kind !== 'goto' ? { at: 'exit', stepId, exit: 0 } : undefined;
  const copy = (ids: readonly number[]): void => void copySteps(editing, ids).catch(showProblem);
  const item = (key: string, label: string, act: () => void, more: Partial<Item> = {}): Item => ({ key, label, act, ...more });
  return [
    item('open', t('canvas.menu.open'), () => onOpen(id)),
    ...(step.kind === 'goto' && typeof step.next[0] === 'number'
      ? [item('goto', t('canvas.menu.goto'), () => editing.setActive(idOfStep(step.next[0]!)))]
      : []),
    item('people', t('canvas.menu.people'), () => onPeople(stepId)),
    ...(behind ? [item('next', t('canvas.menu.next'), () => onAsk(id))] : []),
    item('copy', t('canvas.menu.copy'), () => copy([stepId])),
    ...(branch.length > 1 ? [item('copyBranch', t('canvas.menu.copyBranch'), () => copy(branch))] : []),
    ...(behind ? [item('paste', t('canvas.menu.paste'), () => void pasteSteps(editing, behind))] : []),
    item('duplicate', t('canvas.menu.duplicate'), () => editing.duplicate(stepId)),
    item('up', t('canvas.menu.up'), () => editing.shift(stepId, 'up'), { isOff: moveStep(map, stepId, 'up') === map }),
    item('down', t('canvas.menu.down'), () => editing.shift(stepId, 'down'), { isOff: moveStep(map, stepId, 'down') === map }),
    ...partings(editing, stepId),
    item('remove', others > 0 ? t('canvas.menu.removeWith', { count: others }) : t('canvas.menu.remove'), () => editing.remove([stepId]), {
      isBad: true,
    }),
    ...(branch.length > 1 + others
      ? [
          item('removeBranch', t('canvas.menu.removeBranch', { count: branch.length - 1 }), () => editing.remove([stepId], 'branch'), {
            isBad: true,
          }),
        ]
      : []),
  ];
}

/** The ways out of a step that meet others, which can be opened again. */
function partings(editing: Editing, stepId: number): Item[] {
  const step = editing.map.steps.find(({ id }) => id === stepId)!;
  const labels = sentencesOfExits(step);
  if (step.kind === 'goto') return [];
  return step.next.flatMap((to, exit): Item[] => {
    if (to === null || placesTo(editing.map, to).length < 2) return [];
    const label = labels[exit] ? t('canvas.menu.part', { label: labels[exit] }) : t('canvas.menu.partOnly');
    return [{ key: `part-${exit}`, label, act: () => editing.join({ at: 'exit', stepId, exit }, null) }];
  });
}
