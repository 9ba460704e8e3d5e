import { birthday } from './birthday.ts';
import { leadFollowUp } from './lead-follow-up.ts';
import { reEngagement } from './re-engagement.ts';
import type { Template } from './template.ts';
import { welcome } from './welcome.ts';

/** The ready maps, in the order in which they are offered. */
export const allTemplates: readonly Template[] = [welcome, leadFollowUp, birthday, reEngagement];
