import { accounts } from './en/accounts.ts';
import { app } from './en/app.ts';
import { automationCanvas } from './en/automation-canvas.ts';
import { automationForms } from './en/automation-forms.ts';
import { automationRules } from './en/automation-rules.ts';
import { automationSeeing } from './en/automation-seeing.ts';
import { automationSimulation } from './en/automation-simulation.ts';
import { automationTemplates } from './en/automation-templates.ts';
import { automationVersions } from './en/automation-versions.ts';
import { automations } from './en/automations.ts';
import { board } from './en/board.ts';
import { broadcasts } from './en/broadcasts.ts';
import { bulk } from './en/bulk.ts';
import { compose } from './en/compose.ts';
import { criteria } from './en/criteria.ts';
import { developers } from './en/developers.ts';
import { documentEvents } from './en/document-events.ts';
import { documents } from './en/documents.ts';
import { duplicates } from './en/duplicates.ts';
import { email } from './en/email.ts';
import { forms } from './en/forms.ts';
import { home } from './en/home.ts';
import { inbox } from './en/inbox.ts';
import { mailIn } from './en/mail-in.ts';
import { notifications } from './en/notifications.ts';
import { permission } from './en/permission.ts';
import { recordPage } from './en/record-page.ts';
import { keys } from './en/keys.ts';
import { leads } from './en/leads.ts';
import { lists } from './en/lists.ts';
import { records } from './en/records.ts';
import { tags } from './en/tags.ts';
import { tasks } from './en/tasks.ts';
import { search } from './en/search.ts';
import { sources } from './en/sources.ts';
import { structure } from './en/structure.ts';
import { tools } from './en/tools.ts';
import { transfer } from './en/transfer.ts';
import { ui } from './en/ui.ts';
import { values } from './en/values.ts';
import { visits } from './en/visits.ts';
import { webhookSubscriptions } from './en/webhook-subscriptions.ts';
import { webhooks } from './en/webhooks.ts';

/** Every word the product says, English first: one file a domain, flat keys that begin with the domain's name. */
export const en = {
  ...app,
  ...ui,
  ...home,
  ...accounts,
  ...keys,
  ...criteria,
  ...compose,
  ...documents,
  ...documentEvents,
  ...email,
  ...broadcasts,
  ...records,
  ...tags,
  ...lists,
  ...recordPage,
  ...permission,
  ...board,
  ...transfer,
  ...sources,
  ...bulk,
  ...automations,
  ...automationCanvas,
  ...automationRules,
  ...automationForms,
  ...automationSeeing,
  ...automationSimulation,
  ...automationTemplates,
  ...automationVersions,
  ...duplicates,
  ...tasks,
  ...search,
  ...structure,
  ...values,
  ...notifications,
  ...webhooks,
  ...webhookSubscriptions,
  ...tools,
  ...forms,
  ...visits,
  ...leads,
  ...mailIn,
  ...inbox,
  ...developers,
} as const;

export type MessageKey = keyof typeof en;
