import type { Domain } from '../app/kernel/domain.ts';

export const webhooks: Domain = {
  name: 'webhooks',
};
