import { notFound, missing } from '../refusal.ts';
import { numberOf } from '../rules/parameters.ts';
import { resourceOfRows } from './rows.ts';

/** A type of which the product has nothing: it reads as that of an account that has none, and is not written. */
export const NONE_YET = resourceOfRows({
  area: 'records',
  rows: async () => [],
  acts: {
    'DELETE one': async ({ parameters }) => {
      throw numberOf(parameters, 'id') === undefined ? missing('id') : notFound();
    },
  },
});
