import { ActionIcon } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconKeyboard,
  IconLayoutSidebar,
  IconMap,
  IconMinus,
  IconNote,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Editing } from '../use-editing.ts';
import type { View } from './use-view.ts';
import classes from './canvas.module.css';

interface ToolsProps {
  editing: Editing;
  view: View;
  isEditable: boolean;
  isPaletteOpen: boolean;
  onPalette: () => void;
  onFind: () => void;
  onHelp: () => void;
}

/** The tools that lie on the canvas: what was done and how it is seen. */
export function CanvasTools({ editing, view, isEditable, isPaletteOpen, onPalette, onFind, onHelp }: ToolsProps) {
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('canvas.view')}>
      {isEditable && (
        <>
          <Tool
            label={t(isPaletteOpen ? 'canvas.palette.hide' : 'canvas.palette.show')}
            icon={<IconLayoutSidebar size={17} />}
            onPress={onPalette}
          />
          <Tool label={t('canvas.undo')} icon={<IconArrowBackUp size={17} />} onPress={editing.undo} isOff={!editing.canUndo} />
          <Tool label={t('canvas.redo')} icon={<IconArrowForwardUp size={17} />} onPress={editing.redo} isOff={!editing.canRedo} />
          <Tool label={t('canvas.addNote')} icon={<IconNote size={17} />} onPress={() => editing.addNote(rounded(view.centre()))} />
          <i aria-hidden />
        </>
      )}
      <Tool label={t('canvas.zoomOut')} icon={<IconMinus size={17} />} onPress={view.zoomOut} />
      <Tool label={t('canvas.zoomIn')} icon={<IconPlus size={17} />} onPress={view.zoomIn} />
      <Tool label={t('canvas.fit')} icon={<IconArrowsMaximize size={17} />} onPress={view.fit} />
      <Tool label={t('canvas.overview')} icon={<IconMap size={17} />} onPress={view.toggleOverview} isOn={view.hasOverview} />
      <i aria-hidden />
      <Tool label={t('canvas.find')} icon={<IconSearch size={17} />} onPress={onFind} />
      <Tool label={t('canvas.keys')} icon={<IconKeyboard size={17} />} onPress={onHelp} />
    </div>
  );
}

const rounded = ({ x, y }: { x: number; y: number }): { x: number; y: number } => ({ x: Math.round(x), y: Math.round(y) });

interface ToolProps {
  label: string;
  icon: ReactNode;
  onPress: () => void;
  isOff?: boolean;
  isOn?: boolean;
}

function Tool({ label, icon, onPress, isOff, isOn }: ToolProps) {
  return (
    <ActionIcon size={30} aria-label={label} title={label} onClick={onPress} disabled={isOff} aria-pressed={isOn}>
      {icon}
    </ActionIcon>
  );
}
