import type { PersonalData } from '../app/kernel/domain.ts';
import { consentsOf, forgetEvidence } from './queries/consents.ts';

/** What a person permitted and withdrew. The fact and its time outlive an erasure as proof; the words that prove it do not. */
export const permissions: PersonalData = {
  label: 'What you permitted and withdrew',
  export: async (db, objectId, recordId) =>
    (await consentsOf(db, objectId, [recordId], 10_000)).map(({ channel, state, how, at, personal }) => ({
      channel,
      state,
      how,
      at: at.toISOString(),
      evidence: personal?.evidence ?? null,
    })),
  erase: forgetEvidence,
};
