export { leadRouted, scoreChanged } from './events.ts';
export { routeRecords, type Routing } from './routing/route-records.ts';
export { createRouter } from './routing/create-router.ts';
export { createScore } from './scoring/create-score.ts';
export { allRouters } from './queries/routers.ts';
export { allScores } from './queries/scores.ts';
