import { Problem } from '../../app/kernel/problem.ts';

/** What a call is told when it cannot be answered: a status and one plain sentence, never JSON. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Texts that clients compare letter by letter. */
export const NOT_AUTHENTICATED = 'Your App ID and API Key do not authenticate.';
export const NOT_FOUND = 'Object not found';
export const INVALID_QUERY = 'Invalid query';

export const notFound = (): Refusal => new Refusal(404, NOT_FOUND);
export const notKept = (): Refusal => new Refusal(400, 'This installation cannot do this by its API. Nothing was changed.');
export const missing = (parameter: string): Refusal => new Refusal(400, `Missing required parameter: ${parameter}`);

/** What a refusal of the product is to a client of this API. */
export function refusalOf(problem: Problem): Refusal {
  if (problem.status === 404) return notFound();
  const isAddress = problem.code === 'invalid_input' && /e-?mail/i.test(problem.message);
  return new Refusal(isAddress ? 422 : problem.status === 409 || problem.status === 422 ? 400 : problem.status, problem.message);
}
