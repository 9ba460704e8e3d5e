import { useEffect, useState } from 'react';

/** Longer than the time after which a dialog's own way back has been gone, where it has one. */
const SETTLED_MS = 20;

// A menu is gone before the dialog that was chosen in it stands.
let lastFocused: Element | null = null;
if (typeof document !== 'undefined') {
  document.addEventListener('focusin', ({ target }) => {
    lastFocused = target instanceof Element ? target : null;
  });
}

/**
 * Inside a dialog that comes and goes with its component: gives the focus back, once it is gone, to what had it before. Where that is
 * gone too (the button of an empty place that is filled now), the page has it, so that the next Tab begins there.
 */
export function FocusBack(): null {
  const [before] = useState(() => openerOf(document.activeElement === document.body ? lastFocused : document.activeElement));
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const place = before?.isConnected ? before : document.getElementById('main');
        place?.focus({ preventScroll: true });
      }, SETTLED_MS);
    },
    [before],
  );
  return null;
}

/** A menu closes with what is chosen in it: its button stays. */
function openerOf(focused: Element | null): HTMLElement | null {
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const opener = button ? document.getElementById(button) : focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}
