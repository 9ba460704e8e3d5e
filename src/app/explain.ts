import { Problem } from './kernel/problem.ts';

/** One sentence, for the person at the terminal, that says what went wrong and what to do. */
export function explain(error: unknown, env: NodeJS.ProcessEnv = process.env): string {
  if (error instanceof Problem) return error.message;
  const { code, message, port, address } = innermost(error);
  const server = address ? `${address}:${port}` : 'its address';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use, perhaps by a Quayside that runs: stop it, or choose another port with PORT.`;
    case 'EACCES':
      return port ? `This user may not listen on port ${port}: choose one above 1023 with PORT.` : `Permission denied: ${message}.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no network address ${env.HOST}: correct HOST.`;
    case 'ENOSPC':
    case '53100':
      return 'The disk is full: free some space and start again.';
    case 'ECONNREFUSED':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `The PostgreSQL server does not answer at ${server}: check DATABASE_URL and that the server runs.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'The host named in DATABASE_URL is not known: check its name and the network.';
    case '28P01':
    case '28000':
      return 'The PostgreSQL server refused the user or password of DATABASE_URL.';
    case '3D000':
      return 'The database named in DATABASE_URL does not exist: create it first (createdb).';
    case '42501':
      return `The user of DATABASE_URL lacks a right (${message}): make it the owner of the database and give it CREATEROLE.`;
    default:
      return `${message.split('\n')[0]?.replace(/[.:]+$/, '')}.`;
  }
}

interface Failure {
  code?: string;
  message: string;
  port?: number;
  address?: string;
}

/** Node wraps a refused connection to several addresses, and a migration its own failure. */
function innermost(error: unknown): Failure {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error instanceof Error ? (error as Failure) : { message: String(error) };
}
