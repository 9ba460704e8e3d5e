import { pino, type Logger } from 'pino';

const standard = process.env.NODE_ENV === 'test' ? 'silent' : 'info';
const asked = process.env.LOG_LEVEL ?? '';

/** Structured logs on standard error: ids and codes, never personal data. */
export const log: Logger = pino(
  {
    // A level that does not exist is refused, in a sentence, where the settings are read.
    level: asked in pino.levels.values || asked === 'silent' ? asked : standard,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  },
  pino.destination({ dest: 2, sync: true }),
);
