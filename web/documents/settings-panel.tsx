import { t } from '../app/messages/t.ts';
import classes from './documents.module.css';
import { BlockSettings } from './settings/block-settings.tsx';
import { LookSettings } from './settings/look-settings.tsx';
import { standingOf } from './tree.ts';
import type { EditingState } from './use-editing-state.ts';

/** What can be set of the chosen block; of the whole document while none is chosen. */
export function SettingsPanel({ state }: { state: EditingState }) {
  const { editing, blocks, actions, setLook } = state;
  const standing = standingOf(blocks, editing.selectedId);
  if (!standing) {
    return (
      <aside className={classes.panel} aria-label={t('documents.look')}>
        <h2 className={classes.panelHead}>{t('documents.look')}</h2>
        <LookSettings look={editing.look} brand={editing.brand} onChange={setLook} />
      </aside>
    );
  }
  const { block, path } = standing;
  return (
    <aside className={classes.panel} aria-label={t('documents.settings')} data-block-settings>
      <h2 className={classes.panelHead}>{editing.kinds.get(block.type)?.label}</h2>
      <BlockSettings key={block.id} block={block} path={path} onChange={(next, what) => actions.change(block.id!, next, what)} />
    </aside>
  );
}
