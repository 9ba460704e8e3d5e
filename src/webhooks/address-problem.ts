import { hostProblem } from '../app/outbound.ts';
import { hostOf } from './rules/request.ts';

/** Why nothing can be sent to an address as it is written, in one sentence; undefined when it can. */
export function addressProblem(url: string): string | undefined {
  const host = hostOf(url);
  if (host === undefined) {
    return /^https?:\/\/[^/?#]*(?:\{\{|@)/i.test(url)
      ? 'The address must begin with its host written out, without merge fields or passwords, such as https://example.com/.'
      : 'The address is no web address. Begin it with https://, such as https://example.com/hook.';
  }
  return hostProblem(host);
}
