import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Answer } from './http.ts';
import { Problem } from './kernel/problem.ts';
import { log } from './log.ts';
import './say-issue.ts';

/** Renders whatever was thrown as problem+json: refusals with their own words, everything else logged and told without detail. */
export function problemReply(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, headers, body } = problemAnswer(error, request);
  return reply.code(status).headers(headers).send(body);
}

/** The same, before it is sent. */
export function problemAnswer(error: unknown, request: FastifyRequest): Answer {
  const problem = asProblem(error);
  if (problem.status >= 500)
    log.error({ requestId: request.id, method: request.method, route: request.routeOptions.url, err: error }, 'request failed');
  const body = {
    type: `urn:quayside:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    fields: problem.fields,
    details: problem.details,
    requestId: request.id,
  };
  const { retryAfterSeconds } = problem;
  const headers = {
    'content-type': 'application/problem+json',
    ...(problem.code === 'token_invalid' ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}),
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  };
  return { status: problem.status, headers, body: JSON.stringify(body) };
}

/** What any error is to the one who asked: the sentence, the code and the status. Used by HTTP and by the command line. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof z.ZodError) return invalidInput(error);
  if (!(error instanceof Error)) return unexpected();
  return (
    databaseProblem(error as Error & { code?: string }) ??
    httpProblem(error as Error & { statusCode?: number; code?: string }) ??
    unexpected()
  );
}

/** One sentence a field, each saying where and what is wrong. */
export function invalidInput(error: z.ZodError): Problem {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    fields[path] ??= issue.message;
  }
  const [path, message] = Object.entries(fields)[0] ?? ['', 'The input is not valid.'];
  return new Problem('invalid_input', path ? `${path}: ${message}` : message, { fields });
}

/** PostgreSQL cannot keep the character NUL in a text, so no input may bring one. */
export function refuseNul(text: string): void {
  if (text.includes('\0') || text.includes('\\u0000')) {
    throw new Problem('invalid_character', 'The input contains the character NUL (U+0000). Remove it and try again.');
  }
}

/** Database errors that a value caused, by SQLSTATE. */
function databaseProblem(error: Error & { code?: string }): Problem | undefined {
  const state = error.code ?? '';
  if (!/^[0-9A-Z]{5}$/.test(state)) return undefined;
  if (state === '22003') return new Problem('number_too_large', 'A number in the input is larger than can be kept.');
  if (state === '22021' || state === '22P05')
    return new Problem('invalid_character', 'The input contains a character that cannot be kept.');
  if (state.startsWith('22')) return new Problem('invalid_value', 'A value in the input has the wrong form.');
  if (state === '23505') return new Problem('already_exists', 'This already exists. Change it, or use the existing one.', { status: 409 });
  if (state === '57014')
    return new Problem('too_slow', 'This asks too much at once and was stopped. Use fewer or simpler conditions.', { status: 422 });
  if (state === '40001' || state === '40P01' || state === '55P03') {
    return new Problem('busy', 'Somebody else changed this at the same moment. Try again.', { status: 409 });
  }
  return undefined;
}

function httpProblem(error: Error & { statusCode?: number; code?: string }): Problem | undefined {
  if (error.statusCode === 413)
    return new Problem('body_too_large', 'The request is larger than 2 MB. Send less at once, or upload a file.', { status: 413 });
  // The reader of uploads throws errors that have nothing but their words.
  if (/multipart data$|^Multipart: |^The needle /.test(error.message))
    return new Problem('upload_broken', 'The upload is broken, or ended before all of it had come. Send the file again.', { status: 400 });
  if (error.statusCode === 406) return new Problem('not_multipart', 'Send the file as multipart/form-data.', { status: 406 });
  if (error.statusCode === 414)
    return new Problem('address_too_long', 'The address is too long. Check it, or send what you look for in fewer words.', { status: 414 });
  if (error.statusCode === 415)
    return new Problem('unsupported_media_type', 'Send JSON with the content type application/json.', { status: 415 });
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem('bad_request', 'The request is malformed.', { status: error.statusCode });
  }
  return undefined;
}

const unexpected = (): Problem =>
  new Problem('unexpected', 'Something went wrong on our side. It has been logged; try again.', { status: 500 });
