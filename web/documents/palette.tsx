import { useDraggable } from '@dnd-kit/core';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBookmark, type Icon } from '@tabler/icons-react';
import type { Block } from '../../src/documents/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { columnsOf, PRESETS } from './columns.ts';
import { savedBlocksQuery } from './documents-data.ts';
import classes from './documents.module.css';
import { type Editing, useEditing } from './editing.ts';
import { listsIn, mayStand, type Place, standingOf } from './tree.ts';

/** Every kind of block, to be clicked or dragged onto the sheet. */
export function Palette() {
  const editing = useEditing();
  const { data: saved } = useQuery(savedBlocksQuery(useAccountId()));
  const offered = [...editing.kinds.values()].filter(({ isOffered }) => isOffered !== false);
  const add = (blocks: readonly Block[]): void => editing.insert(blocks, placeAfter(editing, blocks[0]!));
  return (
    <div className={classes.palette} role="group" aria-label={t('documents.add.block')}>
      <h2 className={classes.paletteHead}>{t('documents.add')}</h2>
      <ul className={classes.paletteList}>
        {offered.map(({ type, label, icon, make }) => (
          <li key={type}>
            {type === 'section' ? (
              <ColumnsItem label={label} icon={icon} onAdd={add} />
            ) : (
              <PaletteItem id={type} label={label} icon={icon} blocks={[make()]} onAdd={add} />
            )}
          </li>
        ))}
      </ul>
      <h2 className={classes.paletteHead}>{t('documents.add.saved')}</h2>
      {saved?.length === 0 && <p className={classes.paletteHint}>{t('documents.add.saved.none')}</p>}
      <ul className={classes.paletteList}>
        {saved?.map(({ id, name }) => (
          <li key={id}>
            <PaletteItem id={`saved-${id}`} label={name} icon={IconBookmark} blocks={[{ type: 'saved', savedId: id }]} onAdd={add} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PaletteItemProps {
  id: string;
  label: string;
  icon: Icon;
  blocks: readonly Block[];
  onAdd: (blocks: readonly Block[]) => void;
}

function PaletteItem({ id, label, icon: Sign, blocks, onAdd }: PaletteItemProps) {
  const { setNodeRef, listeners } = useDraggable({ id: `add/${id}`, data: { block: blocks[0], added: blocks } });
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={classes.paletteItem}
      title={t('documents.add.how')}
      onClick={() => onAdd(blocks)}
      {...listeners}
    >
      <Sign size={16} aria-hidden="true" />
      <span>{label}</span>
    </button>
  );
}

/** Columns are chosen by how they part the width. */
function ColumnsItem({ label, icon: Sign, onAdd }: Pick<PaletteItemProps, 'label' | 'icon' | 'onAdd'>) {
  const block = columnsOf([50, 50]);
  const { setNodeRef, listeners } = useDraggable({ id: 'add/section', data: { block, added: [block] } });
  return (
    <Menu position="right-start">
      <Menu.Target>
        <button ref={setNodeRef} type="button" className={classes.paletteItem} title={t('documents.add.how')} {...listeners}>
          <Sign size={16} aria-hidden="true" />
          <span>{label}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESETS.map(({ name, widths }) => (
          <Menu.Item key={name} leftSection={<Shares widths={widths} />} onClick={() => onAdd([columnsOf(widths)])}>
            {t(`documents.add.columns.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const Shares = ({ widths }: { widths: readonly number[] }) => (
  <span className={classes.shares} aria-hidden="true">
    {widths.map((width, index) => (
      <span key={index} style={{ flexGrow: width }} />
    ))}
  </span>
);

/** After the chosen block, where the new one may stand; into it where it is an empty holder; or else after what holds it, or at the end. */
function placeAfter({ blocks, selectedId }: Editing, added: Block): Place {
  const all = blocks();
  let at = standingOf(all, selectedId);
  if (at) {
    const inside = listsIn(at.block)[0];
    const first = { holder: at.block.id!, slot: inside?.slot ?? '', index: 0 };
    if (inside?.blocks.length === 0 && mayStand(all, added, first)) return first;
  }
  while (at) {
    const place = { holder: at.holder, slot: at.slot, index: at.index + 1 };
    if (mayStand(all, added, place)) return place;
    at = standingOf(all, at.holder);
  }
  return { holder: null, slot: 'blocks', index: all.length };
}
