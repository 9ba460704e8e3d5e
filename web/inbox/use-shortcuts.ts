import { useQuery } from '@tanstack/react-query';
import { useAccountId } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { type conversationCalls, templatesQuery } from './inbox-data.ts';

/** A slash and a shortcut at the end of what is written, and the space that ends them. */
const SHORTCUT = /(?:^|\s)\/([\p{L}\p{N}_-]{1,30})\s$/u;

/** Takes what is typed; where it ends with the shortcut of an answer at hand, that answer stands in its place. */
export function useShortcuts(
  conversationId: number,
  calls: ReturnType<typeof conversationCalls>,
  setText: (text: string) => void,
): (typed: string) => void {
  const { data: templates = [] } = useQuery(templatesQuery(useAccountId()));
  return (typed) => {
    setText(typed);
    const wanted = SHORTCUT.exec(typed)?.[1]?.toLowerCase();
    const template = wanted === undefined ? undefined : templates.find(({ shortcut }) => shortcut === wanted);
    if (!template || wanted === undefined) return;
    const before = typed.slice(0, typed.length - wanted.length - 2);
    calls.fill(conversationId, template.id).then((filled) => setText(`${before}${filled}`), showProblem);
  };
}
