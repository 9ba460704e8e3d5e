/** So much of the whole, in percent; a dash of nothing. */
export const shareOf = (part: number, whole: number): string =>
  whole === 0 ? '–' : (part / whole).toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 1 });
