/** What a list can say under a column, over all its records. */
export const FOOT_FUNCTIONS = ['sum', 'average', 'min', 'max', 'filled'] as const;
export type FootFunction = (typeof FOOT_FUNCTIONS)[number];

/** What may stand under a column, by the type of its values; how many are filled may always. */
export function footFunctionsOf(type: string): readonly FootFunction[] {
  if (type === 'number' || type === 'price') return ['sum', 'average', 'min', 'max', 'filled'];
  return type === 'date' || type === 'datetime' ? ['min', 'max', 'filled'] : ['filled'];
}

/** The type of what a field holds: of one that is worked out, the type of its result. */
export function resultTypeOf(field: { type: string; settings?: unknown }): string {
  const settings = field.settings as { result?: string } | null | undefined;
  if (field.type === 'formula') return settings?.result ?? 'text';
  return field.type === 'rollup' ? (settings?.result ?? 'number') : field.type;
}
