/** The mark between whole and fraction in a language. */
export const decimalMark = (locale: string): '.' | ',' =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
