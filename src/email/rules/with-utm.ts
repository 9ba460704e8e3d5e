import type { Utm } from './sender-schema.ts';

const NAMES = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/**
 * An address with what its link is marked by. What the address says already stays as it is, so that nothing is ever said twice; everything else of
 * it, its fragment too, stays letter by letter.
 */
export function withUtm(address: string, utm: Utm): string {
  if (!/^https?:\/\//i.test(address)) return address;
  const [beforeFragment, fragment] = parted(address, '#');
  const [path, question] = parted(beforeFragment, '?');
  const said = new Set([...new URLSearchParams(question ?? '').keys()].map((name) => name.toLowerCase()));
  const added = NAMES.filter((name) => utm[name] !== '' && !said.has(`utm_${name}`))
    .map((name) => `utm_${name}=${encodeURIComponent(utm[name])}`)
    .join('&');
  if (added === '') return address;
  const whole = question === undefined || question === '' ? added : `${question.replace(/&$/, '')}&${added}`;
  return `${path}?${whole}${fragment === undefined ? '' : `#${fragment}`}`;
}

function parted(text: string, sign: string): [string, string | undefined] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
