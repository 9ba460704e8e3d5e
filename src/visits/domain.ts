import type { Domain } from '../app/kernel/domain.ts';

export const visits: Domain = {
  name: 'visits',
};
