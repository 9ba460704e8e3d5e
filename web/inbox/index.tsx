export { inboxesQuery } from './inbox-data.ts';
