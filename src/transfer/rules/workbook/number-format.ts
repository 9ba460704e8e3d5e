/** What a number format makes of a number: the cell shows a day, a moment, a time of day, hours that go beyond a day, or a percentage. */
export type NumberKind = 'number' | 'percent' | 'date' | 'datetime' | 'time' | 'elapsed';

/** Formats every workbook knows without writing them down. 27 to 36 and 50 to 58 are days in the editions for East Asia. */
const BUILT_IN: Readonly<Record<number, NumberKind>> = {
  9: 'percent',
  10: 'percent',
  14: 'date',
  15: 'date',
  16: 'date',
  17: 'date',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'datetime',
  45: 'time',
  46: 'elapsed',
  47: 'time',
};

/** The kind of a format by its number, and by its code where the workbook has one of its own. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code !== undefined) return kindOfCode(code);
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return BUILT_IN[id] ?? 'number';
}

/** Reads a code such as `dd/mm/yyyy hh:mm` or `#,##0.00 "min"`: quoted and escaped text, colours and currencies in brackets say nothing. */
function kindOfCode(code: string): NumberKind {
  const first = code.split(';')[0]!.toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(first)) return 'elapsed';
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/general/.test(bare)) return 'number';
  const hasDay = /[dyge]/.test(bare.replace(/e[+-]/g, '')) || (/m/.test(bare) && !/[hs]/.test(bare));
  const hasTime = /[hs]/.test(bare) || /am\/pm/.test(bare);
  if (hasDay) return hasTime ? 'datetime' : 'date';
  if (hasTime) return 'time';
  return bare.includes('%') ? 'percent' : 'number';
}
