import { IconGripVertical } from '@tabler/icons-react';
import type { HTMLAttributes } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Thing } from './layout.ts';
import classes from './layout.module.css';
import { type Arranging, handleId } from './use-arranging.ts';

interface HandleProps {
  thing: Thing;
  arranging: Arranging;
  listeners: HTMLAttributes<HTMLElement> | undefined;
}

/** By this a thing is dragged, or lifted with Space and carried with the arrows. */
export function Handle({ thing, arranging, listeners }: HandleProps) {
  const isLifted = arranging.lifted?.kind === thing.kind && arranging.lifted.id === thing.id;
  return (
    <button
      type="button"
      id={handleId(thing)}
      className={classes.handle}
      aria-label={t('structure.move', { name: arranging.nameOf(thing) })}
      aria-pressed={isLifted}
      aria-describedby="arranging-how"
      {...listeners}
      onKeyDown={(event) => arranging.onKeyDown(event, thing)}
    >
      <IconGripVertical size={16} aria-hidden />
    </button>
  );
}
