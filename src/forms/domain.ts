import type { Domain } from '../app/kernel/domain.ts';

export const forms: Domain = {
  name: 'forms',
};
