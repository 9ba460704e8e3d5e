import type { Account } from './session.ts';
import type { MessageKey } from './messages/t.ts';

/** Something the palette can do besides going to places and finding records. */
export interface Command {
  id: string;
  label: MessageKey;
  /** More words that find it, a message with words between spaces. */
  words?: MessageKey;
  visible?: (account: Account) => boolean;
  /** The place it leads to, after `/a/$account`, with its search. */
  path: string;
}

/** Append yours: "New group", "Import contacts". */
export const commands: readonly Command[] = [
  {
    id: 'import',
    label: 'transfer.command.import',
    words: 'transfer.command.words',
    visible: ({ isOwner, rights }) => isOwner || rights.includes('records.import'),
    path: '/imports/new',
  },
  {
    id: 'imports',
    label: 'transfer.command.imports',
    words: 'transfer.command.words',
    visible: ({ isOwner, rights }) => isOwner || rights.includes('records.import'),
    path: '/imports',
  },
  {
    id: 'new-group',
    label: 'criteria.groups.add',
    path: '/groups/new',
    visible: ({ isOwner, rights }) => isOwner || rights.includes('groups.manage'),
  },
  {
    id: 'new-automation',
    label: 'automations.new',
    path: '/automations?new=1',
    visible: ({ isOwner, rights }) => isOwner || rights.includes('automations.manage'),
  },
  { id: 'bulk', label: 'bulk.command', words: 'bulk.command.words', path: '/bulk' },
  { id: 'bin', label: 'bulk.bin', words: 'bulk.bin.words', path: '/bin' },
];
