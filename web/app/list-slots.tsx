import type { ComponentType } from 'react';
import type { Value } from '../../src/records/schema.ts';
import { later } from './later.tsx';
import type { Account, ObjectType } from './session.ts';
import type { Selection } from '../ui/data-table/types.ts';

/** Which records a list holds: those of a group, those with words, those that match criteria (JSON). */
export interface WhichRecords {
  group?: string | undefined;
  search?: string | undefined;
  criteria?: string | undefined;
}

export interface BulkProps {
  object: ObjectType;
  which: WhichRecords;
  selection: Selection;
  /** The columns shown as an export names them, and the order. */
  columns: readonly string[];
  sort: string;
  /** Null while nobody knows how many. */
  count: number | null;
  /** Chooses nothing any more, after the work has begun. */
  clear: () => void;
}

/** A button of the bar at the foot of a list, for what is chosen there. Append yours. */
export interface BulkSlot {
  id: string;
  visible?: (account: Account, object: ObjectType) => boolean;
  Button: ComponentType<BulkProps>;
}
export const bulkSlots: readonly BulkSlot[] = [
  {
    id: 'actions',
    visible: (_, { rights }) => rights.bulk || rights.export,
    Button: later(async () => (await import('../transfer/bulk/bulk-actions.tsx')).BulkActions),
  },
  {
    id: 'send',
    visible: ({ isOwner, rights }, object) => object.person && object.rights.bulk && (isOwner || rights.includes('messages.manage')),
    Button: later(async () => (await import('../email/broadcasts/send-chosen.tsx')).SendChosen),
  },
];

export interface ListProps {
  object: ObjectType;
  which: WhichRecords;
  /** The columns shown as an export names them, in order: `name`, `12`, `7.12`, `owner`. */
  columns: readonly string[];
  sort: string;
}

/** A button at the head of a list of records (import, export), and a line under the head where it has one. Append yours. */
export interface ListSlot {
  id: string;
  visible?: (account: Account, object: ObjectType) => boolean;
  Button: ComponentType<ListProps>;
  Line?: ComponentType<ListProps>;
  /** Not offered where there are no records at all yet. */
  needsRecords?: boolean;
}
export const listSlots: readonly ListSlot[] = [
  {
    id: 'import',
    visible: ({ isOwner, rights }) => isOwner || rights.includes('records.import'),
    Button: later(async () => (await import('../transfer/import-button.tsx')).ImportButton),
  },
  {
    id: 'export',
    visible: (_, { rights }) => rights.export,
    Button: later(async () => (await import('../transfer/export-button.tsx')).ExportButton),
    needsRecords: true,
  },
  {
    id: 'duplicates',
    visible: (_, { rights }) => rights.bulk,
    Button: later(async () => (await import('../transfer/duplicates/duplicates-button.tsx')).DuplicatesButton),
    needsRecords: true,
  },
  // Beside the main button, where a phone shows it too.
  {
    id: 'filter',
    Button: later(async () => (await import('../criteria/list-filter.tsx')).FilterButton),
    Line: later(async () => (await import('../criteria/list-filter.tsx')).FilterLine),
    needsRecords: true,
  },
];

/** A part of a record's page from another domain, under the permission card (`left`) or among tasks and relations (`right`). Append yours. */
export interface RecordSlot {
  id: string;
  side: 'left' | 'right';
  visible?: (object: ObjectType) => boolean;
  Part: ComponentType<{ object: ObjectType; recordId: number }>;
}
export const recordSlots: readonly RecordSlot[] = [
  { id: 'scores', side: 'left', Part: later(async () => (await import('../leads/record-scores.tsx')).RecordScores) },
  { id: 'duplicates', side: 'left', Part: later(async () => (await import('../transfer/duplicates/duplicate-hint.tsx')).RecordDuplicates) },
  {
    id: 'conversations',
    side: 'right',
    visible: ({ person }) => person,
    Part: later(async () => (await import('../inbox/record-conversations.tsx')).RecordConversations),
  },
  { id: 'automations', side: 'right', Part: later(async () => (await import('../automations/record-automations.tsx')).RecordAutomations) },
];

export interface RecordActionProps {
  object: ObjectType;
  recordId: number;
  recordName: string;
  mayEdit: boolean;
}

/** A button at the head of a record's page, at its foot on a phone: log a call, add to an automation. Append yours. */
export interface RecordAction {
  id: string;
  visible?: (account: Account, object: ObjectType) => boolean;
  Button: ComponentType<RecordActionProps>;
}
export const recordActions: readonly RecordAction[] = [
  {
    id: 'log-call',
    visible: (_, { person }) => person,
    Button: later(async () => (await import('../records/log-call-button.tsx')).LogCallButton),
  },
  {
    id: 'write-letter',
    visible: (_, { person }) => person,
    Button: later(async () => (await import('../email/write-letter-button.tsx')).WriteLetterButton),
  },
];

/** What other domains say beside a form in which a record is entered. */
export const enteringSlots: readonly {
  id: string;
  Part: ComponentType<{ object: ObjectType; values: Readonly<Record<string, Value>> }>;
}[] = [{ id: 'duplicates', Part: later(async () => (await import('../transfer/duplicates/duplicate-hint.tsx')).EnteringDuplicates) }];
