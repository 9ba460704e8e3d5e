const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d{1,5})?(?=[/?]|$)/;
/** What browsers act on by themselves, or open for anybody. */
const NEVER = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'filesystem:',
  'view-source:',
  'ws:',
  'wss:',
  'ftp:',
  'mailto:',
  'tel:',
]);

/** Why an app may not be sent back to an address; undefined when it may. Native apps may use a scheme of their own, or this computer. */
export function problemOfRedirect(uri: string): string | undefined {
  if (uri.length > 2000 || /[\s\\*\p{Cc}]/u.test(uri) || !URL.canParse(uri))
    return 'Write a whole address, such as https://app.example/back.';
  const { protocol, username, password } = new URL(uri);
  if (uri.includes('#')) return 'The address may not have a part behind #.';
  if (username !== '' || password !== '') return 'The address may not hold a name or a password.';
  if (NEVER.has(protocol)) return `Addresses that begin with ${protocol} are not allowed.`;
  if (protocol === 'http:' && !LOOPBACK.test(uri)) return 'Use https; http is for programs on the person’s own computer alone (127.0.0.1).';
  return undefined;
}

/** Whether an app may be sent back to an address: exactly one that it registered, but for the port on the person's own computer. */
export const isRegistered = (registered: readonly string[], asked: string): boolean =>
  registered.some((uri) => uri === asked || (LOOPBACK.test(uri) && LOOPBACK.test(asked) && withoutPort(uri) === withoutPort(asked)));

const withoutPort = (uri: string): string => uri.replace(LOOPBACK, (origin) => origin.replace(/(?<=[\]a-z1]):\d+$/, ''));

/** The address with answers added to its query. */
export function withAnswers(uri: string, answers: Readonly<Record<string, string | undefined>>): string {
  const address = new URL(uri);
  for (const [name, value] of Object.entries(answers)) if (value !== undefined) address.searchParams.append(name, value);
  return address.href;
}
