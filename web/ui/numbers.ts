import { language } from '../app/messages/t.ts';

const plain = new Intl.NumberFormat(language.locale);
const whole = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 2 });
const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "12,400" as the reader's language writes it. */
export const formatNumber = (number: number): string => plain.format(number);

/** "42%" of a share between 0 and 1; below a tenth with one digit behind the point. */
export const formatShare = (share: number): string => (share > 0 && share < 0.1 ? fine : whole).format(share);

/** "42%" of a whole; a dash where there is none. */
export const formatShareOf = (part: number, of: number): string => (of === 0 ? '–' : formatShare(part / of));

/** "0.08%" of a whole, in hundredths: for complaints, whose limits are tenths. */
export const formatFineShareOf = (part: number, of: number): string => (of === 0 ? '–' : hundredths.format(part / of));

/** A probability is never said to be a certainty. */
export const formatProbability = (share: number): string =>
  share > 0.99 ? `> ${formatShare(0.99)}` : share < 0.01 ? `< ${formatShare(0.01)}` : formatShare(share);

/** "1.4 MB". */
export function formatBytes(bytes: number): string {
  const step = Math.min(BYTES.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const unit = { style: 'unit', unit: BYTES[step]!, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language.locale, unit).format(bytes / 1000 ** step);
}
