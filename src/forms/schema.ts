import type { Document } from '../documents/schema.ts';
import type { FormSettings } from './rules/form-schema.ts';

export { isAnsweredSo, shownFields, type Answers } from './rules/answers.ts';
export {
  addressParams,
  formAddressSchema,
  formBody,
  formParams,
  formSettingsSchema,
  formVersionParams,
  MOST_FORMS,
  newFormBody,
  seenQuery,
  submissionsQuery,
  type FormChange,
  type FormSettings,
  type NewForm,
} from './rules/form-schema.ts';

export interface FormLine {
  id: number;
  objectId: number;
  name: string;
  publishedVersion: number | null;
  /** Whether what is published is what is written. */
  isCurrent: boolean;
  updatedAt: string;
  /** Of the last thirty days. */
  views: number;
  submissions: number;
}

export interface Form extends Omit<FormLine, 'views' | 'submissions'> {
  address: string | null;
  document: Document;
  settings: FormSettings;
  revision: number;
  problems: FormProblem[];
  share: Share | null;
}

export interface FormProblem {
  /** `document.blocks.2.label`, `settings.redirect`. */
  path: string;
  blockId?: string;
  sentence: string;
}

/** How a published form gets to people. */
export interface Share {
  url: string;
  /** Its page under its number, which stays whatever address it is given. */
  lastingUrl: string;
  inline: string;
  frame: string;
  html: string;
}

export interface Submission {
  id: number;
  version: number;
  at: string;
  record: { objectId: number; id: number; name: string } | null;
  isNew: boolean;
  /** What was answered, as a person reads it; null once the person was erased. */
  answers: { label: string; value: string }[] | null;
  consents: { channel: string; words: string }[];
  page: string | null;
  campaign: string | null;
  country: string | null;
}

export interface FormNumbers {
  days: { day: string; views: number; starts: number; submissions: number; refused: number }[];
}
