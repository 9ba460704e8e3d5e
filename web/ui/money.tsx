import { language } from '../app/messages/t.ts';

/** Integer minor units with their currency, written the reader's way: 129900 EUR is "€1,299.00". */
export function formatMoney(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat(language.locale, { style: 'currency', currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function Money({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  return <span className="tabular">{formatMoney(amountMinor, currency)}</span>;
}
