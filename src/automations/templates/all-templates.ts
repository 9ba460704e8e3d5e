import { abandonedOrder } from './abandoned-order.ts';
import { appointmentReminder } from './appointment-reminder.ts';
import { birthday } from './birthday.ts';
import { declinedCard } from './declined-card.ts';
import { leadFollowUp } from './lead-follow-up.ts';
import { partnerSignUp } from './partner-sign-up.ts';
import { reEngagement } from './re-engagement.ts';
import { renewal } from './renewal.ts';
import { reviewRequest } from './review-request.ts';
import { survey } from './survey.ts';
import type { Template } from './template.ts';
import { welcome } from './welcome.ts';
import { winBack } from './win-back.ts';

/** The ready maps, in the order in which they are offered. */
export const allTemplates: readonly Template[] = [
  welcome,
  leadFollowUp,
  abandonedOrder,
  declinedCard,
  appointmentReminder,
  reviewRequest,
  birthday,
  survey,
  renewal,
  partnerSignUp,
  reEngagement,
  winBack,
];
