import { type ComponentType, useEffect, useState } from 'react';
import type { CellInputProps } from './cell-input.tsx';
import classes from './list.module.css';

let CellInput: ComponentType<CellInputProps> | undefined;

/** Loads what cells are entered with; a list does it while it is looked at. */
export async function loadCellInput(): Promise<void> {
  CellInput ??= (await import('./cell-input.tsx')).CellInput;
}

/** An entry into a cell. Should its input still be on the way, what is typed meanwhile is kept for it. */
export function CellEntry(props: CellInputProps) {
  const [typed, setTyped] = useState(props.typed);
  const [isLoaded, setLoaded] = useState(CellInput !== undefined);
  useEffect(() => {
    if (!isLoaded) void loadCellInput().then(() => setLoaded(true));
  }, [isLoaded]);
  if (isLoaded && CellInput) return <CellInput {...props} typed={typed} />;
  return (
    <div className={classes.entry}>
      <input autoFocus aria-label={props.field.label} value={typed ?? ''} onChange={(event) => setTyped(event.currentTarget.value)} />
    </div>
  );
}
