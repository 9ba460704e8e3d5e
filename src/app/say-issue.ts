import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What is wanted, by the name that the schema language has for it. */
const WANTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  date: 'a time',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'a full address, such as https://example.com',
  datetime: 'a time such as 2027-01-31T09:00:00Z',
  date: 'a day such as 2027-01-31',
  uuid: 'a UUID',
};

/** What is wrong with an input, as one sentence that says what to give instead. For schemas that have no words of their own. */
export function sayIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return ofType(issue.expected, issue.input === undefined);
    case 'unrecognized_keys':
      return `${issue.keys.slice(0, 5).map(quoted).join(', ')} ${issue.keys.length > 1 ? 'are' : 'is'} not known here. Leave it out, or look for its name.`;
    case 'invalid_value':
      return `${issue.input === undefined ? 'This is missing: choose' : 'Choose'} ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return limit(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return limit(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_format':
      return `Give ${FORMATS[issue.format] ?? 'it in the right form'}.`;
    case 'invalid_union':
      return issue.input === undefined ? 'This is missing.' : 'This fits none of the forms that it may have.';
    default:
      return 'This is not valid.';
  }
}

function ofType(expected: string, isMissing: boolean): string {
  const wanted = WANTED[expected];
  if (wanted === undefined) return isMissing ? 'This is missing.' : 'This is not valid.';
  return isMissing ? `This is missing: give ${wanted}.` : `Give ${wanted}.`;
}

const quoted = (name: string): string => `“${name.slice(0, 60)}”`;

function limit(origin: string, bound: number | bigint, how: string): string {
  if (origin === 'string') return `Use ${how} ${bound} characters.`;
  if (origin === 'array' || origin === 'set') return `Give ${how} ${bound} of them.`;
  return `Give ${how} ${bound}.`;
}

z.config({ localeError: sayIssue });
