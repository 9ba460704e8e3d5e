// Between asking for the palette and its input having the focus (the first time its code is still on the way) people type on. What they
// type then is held here, and goes into the input when it stands.

const LONGEST_MS = 10_000;

let text = '';
let end: (() => void) | null = null;

/** Holds what is typed from now on until it is taken; Escape, a press of the pointer or a long time end it. */
export function holdTyping(onEscape: () => void): void {
  end?.();
  text = '';
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      takeTyped();
      onEscape();
      return;
    }
    if (event.key === 'Backspace') text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  };
  const timer = setTimeout(() => end?.(), LONGEST_MS);
  const onPointer = (): void => end?.();
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', onPointer, true);
  end = () => {
    end = null;
    clearTimeout(timer);
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onPointer, true);
  };
}

/** Gives what was typed meanwhile, and holds no more. */
export function takeTyped(): string {
  end?.();
  const typed = text;
  text = '';
  return typed;
}
