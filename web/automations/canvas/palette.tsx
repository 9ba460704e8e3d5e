import type { PointerEvent } from 'react';
import { t } from '../../app/messages/t.ts';
import type { Catalogue } from '../automation-data.ts';
import { groupsOfKinds } from '../groups-of-kinds.ts';
import { nameOfKind } from '../sentences.ts';
import { StepIcon } from '../step-icon.tsx';
import type { Load } from './elements.ts';
import classes from './canvas.module.css';

interface PaletteProps {
  kinds: Catalogue['steps'];
  lift: (event: PointerEvent, load: Load) => void;
  onChoose: (kind: string) => void;
}

/** Every kind of step to drag onto the map; pressed, it goes behind the active element. */
export function Palette({ kinds, lift, onChoose }: PaletteProps) {
  return (
    <nav className={classes.palette} aria-label={t('canvas.palette')} tabIndex={0}>
      {groupsOfKinds(kinds.filter(({ kind }) => kind !== 'goto')).map((group) => (
        <section key={group.id} aria-label={group.label}>
          <h2>{group.label}</h2>
          {group.kinds.map(({ kind }) => (
            <button
              key={kind}
              type="button"
              onPointerDown={(event) => lift(event, { what: 'kind', kind, label: nameOfKind(kind) })}
              onClick={() => onChoose(kind)}
            >
              <StepIcon kind={kind} />
              <span>{nameOfKind(kind)}</span>
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}
