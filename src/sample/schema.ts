import { z } from 'zod';

export const createSamplePayload = z.object({ parentAccountId: z.int().positive() });
export const liveThroughPayload = z.object({ accountId: z.int().positive() });
