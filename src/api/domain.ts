import type { Domain } from '../app/kernel/domain.ts';
import { compatibleDoor } from './compatible/door.ts';

export const api: Domain = {
  name: 'api',
  doors: [compatibleDoor],
};
