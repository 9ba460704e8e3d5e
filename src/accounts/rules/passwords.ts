import { PASSWORD_MAX, PASSWORD_MIN } from '../schema.ts';

/** The guesses tried first that are long enough to pass; a longer list would only refuse more of the same kind. */
const COMMON = new Set([
  '1234567890',
  '0123456789',
  '12345678910',
  '0987654321',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qwertyuiop',
  'qwerty12345',
  'qwerty123456',
  'asdfghjkl1',
  'password12',
  'password123',
  'password1234',
  'password12345',
  'passw0rd123',
  'p@ssw0rd123',
  'letmein123',
  'letmein1234',
  'welcome123',
  'welcome1234',
  'iloveyou123',
  'administrator',
  'changeme123',
  'abcdefghij',
  'abcd123456',
  'football123',
  'superman123',
  'sunshine123',
  'princess123',
  'trustno1234',
]);

/** Why a password will not do, as a sentence; undefined when it will. */
export function passwordProblem(password: string, email: string): string | undefined {
  const plain = password.toLowerCase();
  const [name = ''] = email.toLowerCase().split('@');
  if (password.length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters.`;
  if (password.length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`;
  if (plain === email.toLowerCase() || (name.length >= 5 && plain.includes(name)))
    return 'Choose a password that is not your e-mail address.';
  if (COMMON.has(plain) || new Set(plain).size < 4) return 'This password is one of the first that are guessed. Choose another.';
  return undefined;
}
