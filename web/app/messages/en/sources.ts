export const sources = {
  'event.account_key.made': 'Key of the account made',
  'event.account_key.removed': 'Key of the account removed',
  'event.import_source.created': 'Import source set up',
  'event.import_source.changed': 'Import source changed',
  'event.import_source.deleted': 'Import source removed',
  'event.import_source.failed': 'Import source could not be read',
  'event.import.held': 'Fetched file waits for somebody',
} as const;
