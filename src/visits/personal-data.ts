import type { PersonalData } from '../app/kernel/domain.ts';
import { viewsOfRecord } from './queries/page-views.ts';
import { deleteOfRecord, visitorsOfRecord } from './queries/visitors.ts';

/** The pages a person looked at and how they came; all of it goes when they are erased. */
export const visitsOfPerson: PersonalData = {
  label: 'Your visits to our pages',
  export: async (db, objectId, recordId) => ({
    browsers: (await visitorsOfRecord(db, objectId, recordId)).map(
      ({ first_at, last_at, visits, views, first, last, country, region, city }) => ({
        firstAt: first_at.toISOString(),
        lastAt: last_at.toISOString(),
        visits,
        views,
        firstCameFrom: first,
        lastCameFrom: last,
        country,
        region,
        city,
      }),
    ),
    pages: (await viewsOfRecord(db, objectId, recordId, 10_000)).map(({ at, host, path, referrer, utm }) => ({
      at: at.toISOString(),
      page: `${host}${path}`,
      referrer,
      utm,
    })),
  }),
  erase: deleteOfRecord,
};
