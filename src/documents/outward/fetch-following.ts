import { Problem } from '../../app/kernel/problem.ts';
import { sendRequest, type Answer, type Sending } from '../../app/send-request.ts';

/** So many times an answer may lead on. */
const MOST_STEPS = 4;
const LEADS_ON: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface Followed extends Answer {
  /** Where it was in the end. */
  url: string;
}

/** Asks an address and those it leads on to; each is connected to by the same rules as the first. Refuses `too_many_redirects` besides what those refuse. */
export async function fetchFollowing(url: string, asked: Sending & { method: 'GET' | 'HEAD' }): Promise<Followed> {
  let at = url;
  for (let step = 0; step <= MOST_STEPS; step++) {
    const headers = [
      { name: 'User-Agent', value: 'Quayside (link and picture check)' },
      { name: 'Accept', value: '*/*' },
    ];
    const answer = await sendRequest({ method: asked.method, url: at, headers, body: null }, asked);
    const next = LEADS_ON.has(answer.status) ? answer.headers.find(({ name }) => /^location$/i.test(name))?.value : undefined;
    if (next === undefined) return { ...answer, url: at };
    at = webAddress(next, at);
  }
  throw new Problem('too_many_redirects', `${url} leads on and on. Give the address it ends at.`);
}

function webAddress(next: string, from: string): string {
  const url = URL.canParse(next, from) ? new URL(next, from) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href;
  throw new Problem('leads_nowhere', `${from} leads to what is no web address.`);
}
