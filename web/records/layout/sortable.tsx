import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import type { ReactNode } from 'react';
import { Handle } from './handle.tsx';
import { handleOf, type Thing } from './layout.ts';
import classes from './layout.module.css';
import type { Arranging } from './use-arranging.ts';

interface SortableProps {
  thing: Thing;
  arranging: Arranging;
  className: string | undefined;
  label?: string;
  children: (handle: ReactNode) => ReactNode;
}

/** A thing that can be moved, around its handle. */
export function Sortable({ thing, arranging, className, label, children }: SortableProps) {
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: handleOf(thing) });
  const isLifted = isDragging || (arranging.lifted?.kind === thing.kind && arranging.lifted.id === thing.id);
  return (
    <li
      ref={setNodeRef}
      className={`${classes.thing} ${className ?? ''}`}
      data-lifted={isLifted || undefined}
      aria-label={label}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {children(<Handle thing={thing} arranging={arranging} listeners={listeners as never} />)}
    </li>
  );
}
