// Plain JavaScript that any Node with ES modules runs: these files work before a fitting Node or any package is there.

/** What stops a program here: one sentence for the person at the terminal, never a stack trace. */
export class Refusal extends Error {}

/** Runs a program and turns what stops it into one sentence and exit code 1. */
export function runProgram(program) {
  program().then(
    (code) => {
      if (code !== undefined) process.exitCode = code;
    },
    (error) => {
      process.stderr.write(`${sentenceOf(error)}\n`);
      process.exitCode = 1;
    },
  );
}

function sentenceOf(error) {
  if (error instanceof Refusal) return error.message;
  if (error.code === 'ENOSPC') return 'The disk is full: free some space and try again.';
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return `This user may not write ${error.path || 'here'}: run as the user the folder belongs to, or make it writable.`;
  }
  return `${String(error.message).split('\n')[0]}`;
}
