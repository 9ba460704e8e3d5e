/** Stands for the address by which each receiver can end the mail; filled in for every letter. */
export const UNSUBSCRIBE_URL = '{{ unsubscribe_url }}';

const WEB = /^https?:\/\/[^\s/?#{}@\\]+(?:[/?#]|$)/i;
const DIRECT = /^(?:mailto:[^\s{}]+|tel:[+\d][\d\s().-]*)/i;

/**
 * Why an address cannot be linked to; null when it can. Where it leads must be written out: a merge field may fill in its path or
 * question, never its scheme or host, so that no value of a record can send a reader elsewhere.
 */
export function linkProblem(url: string): string | null {
  if (isUnsubscribe(url) || DIRECT.test(url)) return null;
  if (WEB.test(url)) return null;
  if (/^(?:https?:)?\/\/?[^/?#]*\{\{|^\{\{/i.test(url))
    return `The address “${shortened(url)}” must begin with its site written out, such as https://example.com/.`;
  return `“${shortened(url)}” is no web address. Begin it with https://, http://, mailto: or tel:.`;
}

export const isUnsubscribe = (url: string): boolean => /^\{\{\s*unsubscribe_url\s*\}\}$/.test(url);

/** Whether clicks on it can be counted: web addresses, and not the way out. */
export const isTracked = (url: string): boolean => WEB.test(url);

const shortened = (url: string): string => (url.length > 80 ? `${url.slice(0, 77)}…` : url);
