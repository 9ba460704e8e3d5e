export { createSample } from './create-sample.ts';
export { liveThrough } from './live-through.ts';
