import type { Domain } from '../app/kernel/domain.ts';

export const inbox: Domain = {
  name: 'inbox',
};
