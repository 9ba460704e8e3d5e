/** Merge fields as other programs write them: `*|FNAME|*`, `%%First Name%%`, `[First Name]` in brackets of several kinds, `{{first_name}}`. */
const FOREIGN = /\*\|([^|*]{1,60})\|\*|%%([^%]{1,60})%%|%([A-Z_]{2,40})%|\{\{\{?\s*([^{}]{1,80}?)\s*\}?\}\}|\[%\s*([^%\]]{1,60}?)\s*%\]/g;

const KNOWN: readonly [RegExp, string][] = [
  [/^(?:subscriber|contact|user|person|recipient)?[ ._]*(?:f_?name|first[ _]?name|given[ _]?name)\b/i, 'contact.first_name'],
  [/^(?:subscriber|contact|user|person|recipient)?[ ._]*(?:l_?name|last[ _]?name|surname)\b/i, 'contact.last_name'],
  [/^(?:subscriber|contact|user|person|recipient)?[ ._]*e?-?mail(?:[ _]?address)?\b/i, 'contact.email'],
  [/^(?:contact)?[ ._]*city\b/i, 'contact.city'],
  [/unsub|optout|opt[ _]out/i, 'unsubscribe_url'],
  [/preferences|update[ _]?profile|manage[ _]subscription/i, 'preferences_url'],
  [/^(?:list:)?company$|organi[sz]ation/i, 'account.name'],
  [/address_?(?:html|text|line)?$|mailing[ _]address/i, 'account.postal_address'],
];

const FALLBACK = /\bdefault\s*[:=]\s*["']([^"']*)["']/i;

/** A text with other programs' merge fields as ours; those nobody knows are noted and taken out. */
export function ownFields(text: string, unknown: Set<string>): string {
  return text.replaceAll(FOREIGN, (whole, ...groups: (string | undefined)[]) => {
    const name = groups.slice(0, 5).find((group) => group !== undefined)!;
    const path = KNOWN.find(([pattern]) => pattern.test(name.trim()))?.[1];
    if (path === undefined) {
      unknown.add(whole.slice(0, 60));
      return '';
    }
    const fallback = FALLBACK.exec(name)?.[1];
    return fallback === undefined ? `{{ ${path} }}` : `{{ ${path} | default: "${fallback.replaceAll('"', '')}" }}`;
  });
}
