import { domainToASCII, domainToUnicode } from 'node:url';

const LOCAL = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}$/u;
/** What nearly every address looks like: nothing in it needs a closer look. */
const PLAIN = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?!.*xn--)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;
const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Thai', 'Hangul', 'Georgian', 'Cherokee'];

/** Why nothing can be sent to an address; null when something can. Never trust what a record holds: it goes into a command to a server. */
export function addressProblem(address: string): 'not_an_address' | 'looks_like_another' | null {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || address.length > 254 || !LOCAL.test(local)) return 'not_an_address';
  if (PLAIN.test(address)) return null;
  const ascii = domainToASCII(domain);
  if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(ascii)) return 'not_an_address';
  const words = [local, ...domainToUnicode(ascii).split('.')];
  return words.some(mixesScripts) ? 'looks_like_another' : null;
}

/** An address as it goes over the wire: its domain in plain letters. What stands before the @ may need a server that takes Unicode (RFC 6531). */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return /^[ -~]*$/.test(address) ? address : `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}

/** Whether only a server that takes Unicode in addresses can take it. */
export const needsUnicode = (address: string): boolean => /[^ -~]/.test(address);

/** Letters of one script that pass for those of another: аpple with a Cyrillic а. */
function mixesScripts(label: string): boolean {
  return SCRIPTS.filter((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(label)).length > 1;
}
