export { eventKind, personErased } from './events.ts';
export { announceBatch } from './announce-batch.ts';
export { followNext } from './follow-next.ts';
export {
  changesOfRecord,
  effectsHere,
  effectsOnRecords,
  eventsAboutAutomation,
  eventsByCause,
  eventsByIds,
  eventsOfAutomation,
  eventsOfBatch,
  eventsOfCauses,
  eventsOfRecord,
  forgetPersonal,
  happenings,
  kindsOfBatch,
  latestActors,
  madeInCircles,
  makeRoomForEvents,
  matterOfBatch,
  momentOfEvent,
  newestOfBatch,
  newEventIds,
  nextEventId,
  valuesBeforeOfBatch,
  recordsOfCause,
  saidInBatches,
  spanOfEvents,
  type EventRow,
  type EventSpan,
} from './queries.ts';
export { batchOf, eventsFragment, recordEvent, recordEvents, type Happening, type Happenings } from './record-event.ts';
