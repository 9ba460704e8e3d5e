/** Objects, fields, records and what hangs on them. */
export const records = {
  'records.unnamed': 'No name',
  'records.objects': 'Objects and fields',
} as const;
