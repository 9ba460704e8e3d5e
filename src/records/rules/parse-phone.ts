import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** Shorter ones are those of services, and mean another thing in each town. */
const MOST_SHORT = 7;

const NUMBER = /^[+\d][\d\s().\-/–]*$/;

/** A telephone number: in E.164 where it can be told which country's it is, else as it was written. */
export function parsePhone(text: string, country: string | null): string | undefined {
  const digits = text.replace(/\D/g, '').length;
  if (digits < 3 || digits > 30 || !/^[+\d(][\d\s().\-/–]*(\s*(x|ext\.?|#|,)\s*\d+)?$/i.test(text)) return undefined;
  return parseSmsNumber(text, country) ?? text;
}

/** A number that can be texted, in E.164; without a country's code it is read as one of the account's country. */
export function parseSmsNumber(text: string, country: string | null): string | undefined {
  const written = text
    .trim()
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^\((?=\d)/, '')
    .replace(/^(\d+)\)/, '$1 ');
  if (!NUMBER.test(written)) return undefined;
  const number = parsePhoneNumberFromString(written, (country ?? undefined) as CountryCode | undefined);
  // Ranges are given out faster than tables of them are renewed: a number of the right length counts where its country is told beyond doubt.
  const isTold = written.startsWith('+') || (number?.nationalNumber.length ?? 0) >= MOST_SHORT;
  return number && (number.isValid() || (isTold && number.isPossible())) ? number.number : undefined;
}
