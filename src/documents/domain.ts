import type { Domain } from '../app/kernel/domain.ts';

export const documents: Domain = { name: 'documents' };
