export { findPerson, type FoundPerson } from './find-person.ts';
export { placeOf, type Place } from './place-of.ts';
export { storeWaitingHits } from './note-hit.ts';
export { cameFrom, type CameFrom } from './rules/came-from.ts';
export { siteOf } from './site-of.ts';
export { cookieName } from './tracking-script.ts';
