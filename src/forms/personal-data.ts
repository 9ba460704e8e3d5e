import type { PersonalData } from '../app/kernel/domain.ts';
import { forgetSubmissions, submissionsOfRecord } from './queries/submissions.ts';

/** What a person handed in with forms. That they did, and when, outlives an erasure; what they wrote does not. */
export const submissionsOfPerson: PersonalData = {
  label: 'Forms you filled in',
  export: async (db, objectId, recordId) =>
    (await submissionsOfRecord(db, objectId, recordId)).map(({ form_name, version, at, personal }) => ({
      form: form_name,
      version,
      at: at.toISOString(),
      ...personal,
    })),
  erase: forgetSubmissions,
};
