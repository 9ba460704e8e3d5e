/** Stands for the address by which each receiver can end the mail; filled in for every letter. */
export const UNSUBSCRIBE_URL = '{{ unsubscribe_url }}';
/** Where each receiver chooses what they get. */
export const PREFERENCES_URL = '{{ preferences_url }}';

const WEB = /^https?:\/\/[^\s/?#{}@\\]+(?:[/?#]|$)/i;
const DIRECT = /^(?:mailto:[^\s{}]+|tel:[+\d][\d\s().-]*)/i;

/**
 * Why an address cannot be linked to; null when it can. Where it leads must be written out: a merge field may fill in its path or
 * question, never its scheme or host, so that no value of a record can send a reader elsewhere.
 */
export function linkProblem(url: string): string | null {
  if (ownAddress(url) !== undefined || DIRECT.test(url)) return null;
  if (WEB.test(url)) return null;
  if (/^(?:https?:)?\/\/?[^/?#]*\{\{|^\{\{/i.test(url))
    return `The address “${shortened(url)}” must begin with its site written out, such as https://example.com/.`;
  return `“${shortened(url)}” is no web address. Begin it with https://, http://, mailto: or tel:.`;
}

/** The merge field of an address that every letter has of its own: the way out, what its receiver may choose, or where they confirm. */
export function ownAddress(url: string): string | undefined {
  const name = /^\{\{\s*(unsubscribe_url|preferences_url|confirm_url)\s*\}\}$/.exec(url)?.[1];
  return name === undefined ? undefined : `{{ ${name} }}`;
}

/** Whether clicks on it can be counted: web addresses, and not the way out. */
export const isTracked = (url: string): boolean => WEB.test(url);

const shortened = (url: string): string => (url.length > 80 ? `${url.slice(0, 77)}…` : url);
