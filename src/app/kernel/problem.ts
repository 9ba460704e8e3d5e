/** A refusal that a person or a program can act on: one sentence saying what happened, where, and what to do. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  /** Which inputs are wrong, each with its own sentence, keyed by the input's path (`email`, `criteria.all.0.value`). */
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** When it makes sense to ask again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: string, message: string, options: ProblemOptions = {}) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.status = options.status ?? 422;
    this.fields = options.fields;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export interface ProblemOptions {
  status?: number;
  fields?: Record<string, string>;
  details?: Record<string, unknown>;
  retryAfterSeconds?: number;
}

/** What is asked for does not exist, or not for the one who asks: both are told alike, so that nothing leaks. */
export function notFound(what: string): Problem {
  return new Problem('not_found', `There is no such ${what}, or you may not see it.`, { status: 404 });
}

/** The asker is known and lacks the right `what` names ("export contacts"). */
export function notAllowed(what: string): Problem {
  return new Problem('not_allowed', `Your role does not allow you to ${what}. Ask the account's owner for this right.`, { status: 403 });
}

/** One input is wrong: `field` is its path, `sentence` says what to do. */
export function invalid(field: string, sentence: string, code = 'invalid_input'): Problem {
  return new Problem(code, sentence, { fields: { [field]: sentence } });
}
