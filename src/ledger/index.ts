export { eventKind, personErased } from './events.ts';
export { announceBatch } from './announce-batch.ts';
export { followNext } from './follow-next.ts';
export {
  eventById,
  eventsByCause,
  eventsOfBatch,
  eventsOfRecord,
  forgetPersonal,
  matterOfBatch,
  newEventIds,
  nextEventId,
  occurrences,
  type EventRow,
} from './queries.ts';
export { batchOf, eventsFragment, recordEvent, recordEvents, type Happening, type Happenings } from './record-event.ts';
