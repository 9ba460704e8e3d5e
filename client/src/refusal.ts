import type { Problem } from './document.ts';

/** Every code a refusal may bear; `unreachable` and `unexpected` are the client's own. */
export type Code = Problem['code'] | 'unreachable' | 'unexpected';

/** The server refused, or could not be reached: one sentence for people, a code for programs. */
export class Refusal extends Error {
  readonly code: Code;
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  /** A sentence for each input that is wrong, by its path. */
  readonly fields: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, unknown>>;
  /** Names the call in the server's log. */
  readonly requestId: string | undefined;

  constructor(
    code: string,
    message: string,
    status: number,
    {
      fields = {},
      details = {},
      requestId,
    }: { fields?: Record<string, string>; details?: Record<string, unknown>; requestId?: string } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.code = code as Code;
    this.status = status;
    this.fields = fields;
    this.details = details;
    this.requestId = requestId;
  }
}

/** What an answer says; throws a `Refusal` unless it is a success. `unclear` is said where the answer is no problem of ours. */
export function readAnswer(status: number, text: string, unclear: string): unknown {
  const said = parsed(text);
  if (status >= 200 && status < 300) return said;
  const problem = (typeof said === 'object' && said !== null ? said : {}) as Partial<Problem>;
  throw new Refusal(problem.code ?? 'unexpected', problem.title ?? unclear, status, problem as { fields?: Record<string, string> });
}

/** As JSON where it is JSON, else as the text it is. */
function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
