/** What the palette finds. */
export const search = {
  'search.recent': 'Looked at lately',
  'search.note': 'Notes',
  'search.task': 'Tasks',
  'search.message': 'Messages',
  'search.similar': 'similar',
  'search.similarGroup': '{objects}: did you mean',
  'search.all': 'Show all {objects} with “{query}”',
  'search.onRecord': 'On {name}',
  'search.count': '{count, plural, =0 {Nothing found} one {One thing found} other {# things found}}',
} as const;
