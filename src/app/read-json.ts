import { Problem } from './kernel/problem.ts';
import { refuseNul } from './problems.ts';

/** Deeper than anything that is asked here, and far from where reading it, part within part, would end the stack. */
const MOST_LEVELS = 500;

/** What a body of JSON says; undefined for one without anything. Refuses `malformed_json`, `too_deep` and `invalid_character`. */
export function readJson(text: string): unknown {
  refuseNul(text);
  if (text === '') return undefined;
  refuseDeep(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('malformed_json', 'The body is not valid JSON.', { status: 400 });
  }
}

/** Counts brackets outside of texts, sign by sign, before anything is built of them: a quarter of the time that reading takes. */
function refuseDeep(text: string): void {
  let levels = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) isText = !isText;
    else if (isText && sign === BACKSLASH) at++;
    else if (!isText && OPENS.has(sign) && ++levels > MOST_LEVELS) throw tooDeep();
    else if (!isText && CLOSES.has(sign)) levels--;
  }
}

const [QUOTE, BACKSLASH] = ['"'.charCodeAt(0), '\\'.charCodeAt(0)];
const OPENS = new Set(['['.charCodeAt(0), '{'.charCodeAt(0)]);
const CLOSES = new Set([']'.charCodeAt(0), '}'.charCodeAt(0)]);

const tooDeep = (): Problem => new Problem('too_deep', 'The body has too many things within things. Send fewer levels.', { status: 400 });
