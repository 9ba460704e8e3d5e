import { Problem } from '../app/kernel/problem.ts';
import type { Command } from '../app/kernel/domain.ts';
import { createAccountWithOwner } from './create-account-with-owner.ts';
import { newestLink } from './queries/installation.ts';
import { emailSchema, newOwnerSchema } from './schema.ts';

export const commands: readonly Command[] = [
  {
    name: 'account create',
    summary: 'make an account with its owner and an API key',
    options: [
      { flags: '--name <NAME>', summary: 'the name of the company', required: true },
      { flags: '--owner-name <NAME>', summary: 'the legal full name of the owner', required: true },
      { flags: '--owner-email <EMAIL>', summary: 'the address the owner signs in with', required: true },
      { flags: '--password <PASSWORD>', summary: 'the owner’s password; not needed when the address has a login' },
      { flags: '--time-zone <ZONE>', summary: 'such as Europe/Vienna', default: 'UTC' },
      { flags: '--currency <CODE>', summary: 'such as EUR', default: 'USD' },
    ],
    run: ({ database }, options) =>
      createAccountWithOwner(
        database,
        newOwnerSchema.parse({
          name: options.name,
          ownerName: options.ownerName,
          ownerEmail: options.ownerEmail,
          password: options.password,
          timeZone: options.timeZone,
          currency: options.currency,
        }),
      ),
  },
  {
    name: 'link',
    summary: 'show the newest link (verification, reset, invitation) written to an address',
    arguments: [{ flags: '<EMAIL>', summary: 'the address it was written to' }],
    run: async ({ database }, _options, email) => {
      const letter = await database.system((db) => newestLink(db, emailSchema.parse(email)));
      if (!letter) throw new Problem('no_link', `No link waits for ${email}. It may have been sent, or nobody asked for one.`);
      return { link: letter.link, kind: letter.kind, subject: letter.subject, writtenAt: letter.created_at.toISOString() };
    },
  },
];
