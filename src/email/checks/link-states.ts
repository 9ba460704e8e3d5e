import { Problem } from '../../app/kernel/problem.ts';
import { fetchFollowing } from '../../documents/index.ts';

const MOST_LINKS = 60;
const AT_ONCE = 6;
const TIMEOUT_MS = 8_000;

/** Why a page cannot be reached, by its address; those that answer are left out. */
export async function brokenLinks(urls: readonly string[]): Promise<Map<string, string>> {
  const waiting = [...new Set(urls)].slice(0, MOST_LINKS);
  const broken = new Map<string, string>();
  const work = async (): Promise<void> => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      const sentence = await problemOf(url);
      if (sentence !== undefined) broken.set(url, sentence);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return broken;
}

async function problemOf(url: string): Promise<string | undefined> {
  try {
    const first = await fetchFollowing(url, { method: 'HEAD', timeoutMs: TIMEOUT_MS });
    // Some servers answer only those who want the page itself.
    const { status } = first.status < 400 ? first : await fetchFollowing(url, { method: 'GET', timeoutMs: TIMEOUT_MS });
    if (status === 404 || status === 410) return `There is no page at ${url} (${status}). Correct the address.`;
    if (status >= 500) return `The server of ${url} answers with an error (${status}).`;
    return undefined;
  } catch (error) {
    // What we may not connect to may be there for others all the same.
    if (error instanceof Problem) return error.code === 'private_host' ? undefined : `${url} cannot be reached: ${error.message}`;
    throw error;
  }
}
