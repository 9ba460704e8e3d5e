import { useEffect } from 'react';
import { isTyping } from '../../app/frame/is-typing.ts';

interface ClusterKeys {
  isOff: boolean;
  step: (by: 1 | -1) => void;
  compare: () => void;
  dismiss: () => void;
}

/** Works through found duplicates by keyboard: j and k, Enter or m to compare and merge, n for not the same. */
export function useClusterKeys({ isOff, step, compare, dismiss }: ClusterKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const onButton = event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button') !== null;
      if (isOff || onButton || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('[role="dialog"]')) return;
      const act: Readonly<Record<string, () => void>> = { j: () => step(1), k: () => step(-1), Enter: compare, m: compare, n: dismiss };
      if (!act[event.key]) return;
      event.preventDefault();
      act[event.key]!();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOff, step, compare, dismiss]);
}
