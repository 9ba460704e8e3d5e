/** What happened to what documents are made of, as the timeline and the picker of triggers say it. */
export const documentEvents = {
  'event.brand.changed': 'Brand changed',
  'event.signature.changed': 'Signature changed',
  'event.saved_block.created': 'Block saved',
  'event.saved_block.updated': 'Saved block changed',
  'event.saved_block.deleted': 'Saved block deleted',
  'event.asset.added': 'Picture added',
  'event.asset.updated': 'Picture described',
  'event.asset.deleted': 'Picture deleted',
} as const;
