import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { language } from '../../app/messages/t.ts';
import { Chooser, type ChoiceGroup } from './chooser.tsx';
import classes from './canvas.module.css';

const WIDTH = 300;
const HEIGHT = 484;
const MARGIN = 8;

interface PopupProps {
  at: { x: number; y: number };
  label: string;
  groups: readonly ChoiceGroup[];
  onChoose: (value: string) => void;
  onClose: () => void;
}

/** A list to choose from that opens at a place of the page, and closes when something else is pressed. */
export function Popup({ at, label, groups, onChoose, onClose }: PopupProps) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) close.current();
    };
    window.addEventListener('pointerdown', onPress, true);
    return () => window.removeEventListener('pointerdown', onPress, true);
  }, []);
  const left = Math.max(MARGIN, Math.min(at.x, window.innerWidth - WIDTH - MARGIN));
  const top = at.y + HEIGHT > window.innerHeight ? Math.max(MARGIN, window.innerHeight - HEIGHT - MARGIN) : at.y;
  return createPortal(
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      className={classes.popup}
      dir={language.direction}
      style={{ left, top, width: WIDTH }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault();
          onClose();
        }
      }}
    >
      <Chooser label={label} groups={groups} onChoose={onChoose} />
    </div>,
    document.body,
  );
}
