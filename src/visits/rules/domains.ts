const NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A domain as it was typed or copied from a browser (`https://www.Bakery.example/…`), as its bare name; undefined for what is none. */
export function domainName(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const address = /^[a-z][a-z0-9+.-]*:\/\//.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const host = new URL(address).hostname.replace(/^www\./, '').replace(/\.$/, '');
  return NAME.test(host) ? host : undefined;
}

/** The domain of the list that a host is, or lies under. */
export const domainOfHost = (domains: readonly string[], host: string): string | undefined =>
  domains.find((domain) => host === domain || host.endsWith(`.${domain}`));
