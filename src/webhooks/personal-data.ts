import type { PersonalData } from '../app/kernel/domain.ts';
import { deliveriesOf, forgetDeliveries } from './queries/log.ts';

/** What other programs were told about a person, and what they answered. That something was sent, when and to which host, outlives an erasure. */
export const told: PersonalData = {
  label: 'What other programs were told about you',
  export: async (db, objectId, recordId) =>
    (await deliveriesOf(db, objectId, recordId)).map((row) => ({
      host: row.host,
      address: row.url,
      status: row.status,
      madeAt: row.made_at.toISOString(),
      sent: row.body,
      answered: row.response_body,
    })),
  erase: forgetDeliveries,
};
