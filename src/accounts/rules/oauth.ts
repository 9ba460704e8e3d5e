const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const CODE_LASTS_MS = MINUTE_MS;
export const ACCESS_LASTS_MS = 60 * MINUTE_MS;
/** From each use on. */
export const REFRESH_LASTS_MS = 90 * DAY_MS;

/** The words of a scope parameter. `offline_access` is what every app has here. */
export const scopesOf = (text: string | undefined): string[] => [
  ...new Set((text ?? '').split(' ').filter((scope) => scope !== '' && scope !== 'offline_access')),
];

/** What an app is offered that asks for nothing by name: to read, and to call tools. */
export const unnamedScopes = (known: readonly string[]): string[] =>
  known.filter((scope) => scope.endsWith(':read') || scope === 'mcp:tools');

/** Whether a resource indicator (RFC 8707) means this installation. */
export const isOurResource = (resource: string, baseUrl: string): boolean =>
  ['', '/', '/api', '/1', '/mcp'].some((path) => resource.replace(/(?<=.)\/$/, '') === (baseUrl + path).replace(/\/$/, ''));
