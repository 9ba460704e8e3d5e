import { COMPANY, CONTACT, DEAL } from '../../../records/index.ts';
import type { Resource } from '../resource.ts';
import { FIRST_OWN_OBJECT, WEBHOOK_LOG_TYPE, type ObjectType } from '../rules/object-types.ts';
import { AUTOMATIONS, SEQUENCE_SUBSCRIBERS, SEQUENCES } from './automations.ts';
import { FORMS } from './forms.ts';
import { MESSAGES } from './messages.ts';
import { NONE_YET } from './none-yet.ts';
import { NOTES } from './notes.ts';
import { GROUPS, ROLES, USERS } from './people-and-groups.ts';
import { RECORDS } from './records.ts';
import { RULES } from './rules.ts';
import { TAG_SUBSCRIBERS } from './tag-subscribers.ts';
import { TAGS } from './tags.ts';
import { TASKS } from './tasks.ts';
import { TRANSACTIONS } from './transactions.ts';
import { WEBHOOK_LOG } from './webhook-log.ts';
import { WEBHOOKS } from './webhooks.ts';

const BY_TYPE: ReadonlyMap<number, Resource> = new Map([
  [CONTACT, RECORDS],
  [1, TASKS],
  [2, USERS],
  [3, GROUPS],
  [5, SEQUENCES],
  [7, MESSAGES],
  [6, RULES],
  [8, SEQUENCE_SUBSCRIBERS],
  [12, NOTES],
  [14, TAGS],
  [46, TRANSACTIONS],
  [61, ROLES],
  [122, FORMS],
  [138, TAG_SUBSCRIBERS],
  [140, AUTOMATIONS],
  [145, WEBHOOKS],
  [DEAL, RECORDS],
  [COMPANY, RECORDS],
  [WEBHOOK_LOG_TYPE, WEBHOOK_LOG],
]);

/** What may be done with the things of a type; of one that the product has nothing of, it may be asked how many there are. */
export const resourceOf = ({ id }: ObjectType): Resource => (id >= FIRST_OWN_OBJECT ? RECORDS : (BY_TYPE.get(id) ?? NONE_YET));
