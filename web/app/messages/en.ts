import { accounts } from './en/accounts.ts';
import { app } from './en/app.ts';
import { automations } from './en/automations.ts';
import { criteria } from './en/criteria.ts';
import { email } from './en/email.ts';
import { home } from './en/home.ts';
import { records } from './en/records.ts';
import { transfer } from './en/transfer.ts';
import { ui } from './en/ui.ts';

/** Every word the product says, English first: one file a domain, flat keys that begin with the domain's name. */
export const en = { ...app, ...ui, ...home, ...accounts, ...criteria, ...email, ...records, ...transfer, ...automations } as const;

export type MessageKey = keyof typeof en;
