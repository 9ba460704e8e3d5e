/** The editor of objects: tabs, sections, fields and options. */
export const structure = {
  'structure.title': 'Objects and fields',
};
