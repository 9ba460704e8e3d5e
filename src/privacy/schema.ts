import { z } from 'zod';

export const personParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });

export const eraseSchema = z.strictObject({
  object: z.int('Say which object the record is of.').min(0),
  id: z.int('Say which record.').positive('Say which record.'),
});
export type Erase = z.infer<typeof eraseSchema>;
