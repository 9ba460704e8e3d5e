import { accounts } from './accounts/domain.ts';
import type { Domain } from './app/kernel/domain.ts';
import { api } from './api/domain.ts';
import { automations } from './automations/domain.ts';
import { compliance } from './compliance/domain.ts';
import { criteria } from './criteria/domain.ts';
import { documents } from './documents/domain.ts';
import { email } from './email/domain.ts';
import { inbox } from './inbox/domain.ts';
import { visits } from './visits/domain.ts';
import { forms } from './forms/domain.ts';
import { leads } from './leads/domain.ts';
import { ledger } from './ledger/domain.ts';
import { notifications } from './notifications/domain.ts';
import { privacy } from './privacy/domain.ts';
import { records } from './records/domain.ts';
import { sample } from './sample/domain.ts';
import { transfer } from './transfer/domain.ts';
import { webhooks } from './webhooks/domain.ts';

/** The product, in tier order: a domain may import only from those before it. */
export const domains: readonly Domain[] = [
  ledger,
  accounts,
  records,
  criteria,
  compliance,
  transfer,
  documents,
  email,
  inbox,
  visits,
  forms,
  notifications,
  leads,
  webhooks,
  automations,
  api,
  privacy,
  sample,
];
