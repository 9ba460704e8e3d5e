export { eventKind, personErased } from './events.ts';
export { announceBatch } from './announce-batch.ts';
export { followKinds } from './follow-kinds.ts';
export { followNext } from './follow-next.ts';
export { changesOfRecord, eventsByCause, eventsByIds, eventsOfCauses, eventsOfRecord, type EventRow } from './queries/reading.ts';
export {
  effectsHere,
  effectsOnRecords,
  eventsAboutAutomation,
  eventsOfAutomation,
  eventsOfBatch,
  happenings,
  kindsOfBatch,
  latestActors,
  matterOfBatch,
  newestOfBatch,
  valuesBeforeOfBatch,
  recordsOfCause,
  saidInBatches,
} from './queries/matter.ts';
export { forgetPersonal, madeInCircles, makeRoomForEvents, momentOfEvent, spanOfEvents, type EventSpan } from './queries/upkeep.ts';
export { newEventIds, nextEventId } from './queries/writing.ts';
export { batchOf, eventsFragment, recordEvent, recordEvents, type Happening, type Happenings } from './record-event.ts';
