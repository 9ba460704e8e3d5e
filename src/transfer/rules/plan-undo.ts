import { standingValue, type FieldShape, type Value } from '../../records/schema.ts';

/** What undoing needs of an event. They come in the order in which they happened. */
export interface PastEvent {
  kind: string;
  at: Date;
  record_id: number | null;
  subject_id: number | null;
  data: Record<string, unknown> | null;
  personal: Record<string, unknown> | null;
}

/** A record as it stands now. */
export interface PresentRecord {
  id: number;
  owner_id: number | null;
  in_bin: boolean;
  values: Readonly<Record<string, Value>>;
}

export interface Present {
  records: ReadonlyMap<number, PresentRecord>;
  /** Since when a record has a tag, under `<record>:<tag>`. */
  tags: ReadonlyMap<string, Date>;
  /** Tags that exist, and users who have a seat. */
  tagIds: ReadonlySet<number>;
  userIds: ReadonlySet<number>;
  pendingTasks: ReadonlySet<number>;
  /** Notes that stand as they were written. */
  untouchedNotes: ReadonlySet<number>;
  /** Since when a record is related with another, under `<record>:<field>:<other>`. */
  links: ReadonlyMap<string, Date>;
  /** The fields that are there; those of `closed` the person may not write. */
  fields: ReadonlyMap<number, FieldShape>;
  closed: ReadonlySet<number>;
}

export interface LinkOfRecord {
  recordId: number;
  /** The relation field of the record's own object. */
  fieldId: number;
  otherId: number;
}

/** What brings a set of records back to where they stood before. */
export interface UndoPlan {
  bin: number[];
  restore: number[];
  changes: Map<number, Record<string, Value>>;
  /** The owner to give back, 0 for nobody. */
  owners: Map<number, number>;
  untag: { recordId: number; tagId: number }[];
  tag: { recordId: number; tagId: number }[];
  cancelTasks: { recordId: number; taskId: number }[];
  deleteNotes: number[];
  relate: LinkOfRecord[];
  unrelate: LinkOfRecord[];
  /** What stays as it is, each with why. */
  kept: Map<number, string>;
}

/** Kinds of event whose effect can be taken back. */
export const UNDOABLE = [
  'record.created',
  'record.updated',
  'record.deleted',
  'record.restored',
  'owner.changed',
  'tag.added',
  'tag.removed',
  'task.created',
  'note.added',
  'record.related',
  'record.unrelated',
] as const;

/**
 * Works out how to undo what one cause did to each record: from before its first effect to after its last. Only what still stands as the
 * cause left it goes back; whatever was changed since is kept, and said why. What is worked out by the product itself is never written.
 */
export function planUndo(events: readonly PastEvent[], present: Present): UndoPlan {
  const plan: UndoPlan = {
    bin: [],
    restore: [],
    changes: new Map(),
    owners: new Map(),
    untag: [],
    tag: [],
    cancelTasks: [],
    deleteNotes: [],
    relate: [],
    unrelate: [],
    kept: new Map(),
  };
  for (const [id, own] of Map.groupBy(events, ({ record_id }) => record_id)) {
    const record = id === null ? undefined : present.records.get(id);
    if (record) planRecord(plan, record, own, present);
    else if (id !== null) plan.kept.set(id, 'It was erased meanwhile.');
  }
  return plan;
}

function planRecord(plan: UndoPlan, record: PresentRecord, events: readonly PastEvent[], present: Present): void {
  const of = (...kinds: string[]): PastEvent[] => events.filter(({ kind }) => kinds.includes(kind));
  const moves = of('record.created', 'record.deleted', 'record.restored');
  if (moves.length > 0) {
    const wasInBin = moves[0]!.kind !== 'record.deleted';
    if (wasInBin !== record.in_bin) (wasInBin ? plan.bin : plan.restore).push(record.id);
    if (moves[0]!.kind === 'record.created') return;
  }
  if (record.in_bin && !plan.restore.includes(record.id)) {
    if (events.length > moves.length) plan.kept.set(record.id, 'It lies in the bin. Restore it first.');
    return;
  }
  planFields(plan, record, of('record.updated'), present);
  planOwner(plan, record, of('owner.changed'), present);
  planTags(plan, record, of('tag.added', 'tag.removed'), present);
  for (const { subject_id: taskId } of of('task.created')) {
    if (taskId === null) continue;
    if (present.pendingTasks.has(taskId)) plan.cancelTasks.push({ recordId: record.id, taskId });
    else plan.kept.set(record.id, 'Its task was closed since.');
  }
  for (const { subject_id: noteId } of of('note.added')) {
    if (noteId === null) continue;
    if (present.untouchedNotes.has(noteId)) plan.deleteNotes.push(noteId);
    else plan.kept.set(record.id, 'Its note was changed since.');
  }
  planLinks(plan, record, of('record.related', 'record.unrelated'), present);
}

function planFields(plan: UndoPlan, record: PresentRecord, events: readonly PastEvent[], { fields, closed }: Present): void {
  const spans = new Map<string, { before: Value; after: Value }>();
  for (const { personal } of events) {
    if (personal === null) plan.kept.set(record.id, 'What stood before is no longer known.');
    for (const [id, [before = null, after = null]] of Object.entries((personal?.changes ?? {}) as Record<string, Value[]>)) {
      spans.set(id, { before: spans.has(id) ? spans.get(id)!.before : before, after });
    }
  }
  const changes: Record<string, Value> = {};
  for (const [id, { before, after }] of spans) {
    const field = fields.get(Number(id));
    if (field?.isReadOnly || isSame(before, after)) continue;
    if (!field) plan.kept.set(record.id, 'A field of it was deleted since.');
    else if (closed.has(field.id)) plan.kept.set(record.id, `Your role may not change ${field.label}.`);
    else if (!isSame(record.values[id] ?? null, after)) plan.kept.set(record.id, `${field.label} was changed since.`);
    else changes[id] = standingValue(field, before);
  }
  if (Object.keys(changes).length > 0) plan.changes.set(record.id, changes);
}

function planOwner(plan: UndoPlan, record: PresentRecord, events: readonly PastEvent[], { userIds }: Present): void {
  const from = events[0]?.data?.from as number | null | undefined;
  const to = events.at(-1)?.data?.to as number | null | undefined;
  if (events.length === 0 || from === to) return;
  if (record.owner_id !== (to ?? null)) plan.kept.set(record.id, 'Its owner was changed since.');
  else if (from != null && !userIds.has(from)) plan.kept.set(record.id, 'Its former owner has left the account.');
  else plan.owners.set(record.id, from ?? 0);
}

function planTags(plan: UndoPlan, record: PresentRecord, events: readonly PastEvent[], present: Present): void {
  for (const [tagId, own] of Map.groupBy(events, ({ subject_id }) => subject_id)) {
    if (tagId === null) continue;
    const last = own.at(-1)!;
    if (own[0]!.kind !== last.kind) continue;
    const since = present.tags.get(`${record.id}:${tagId}`);
    if (last.kind === 'tag.added') {
      if (since && since.getTime() === last.at.getTime()) plan.untag.push({ recordId: record.id, tagId });
      else plan.kept.set(record.id, since ? 'Its tag was added again since.' : 'Its tag was removed since.');
    } else if (since) plan.kept.set(record.id, 'Its tag was added again since.');
    else if (present.tagIds.has(tagId)) plan.tag.push({ recordId: record.id, tagId });
    else plan.kept.set(record.id, 'Its tag was deleted since.');
  }
}

/** A link is told on both of its sides: whichever is undone first takes it away, and the other finds nothing to do. */
function planLinks(plan: UndoPlan, record: PresentRecord, events: readonly PastEvent[], { links, fields }: Present): void {
  const linkOf = ({ subject_id, data }: PastEvent): string => `${subject_id}:${String(data?.recordId)}`;
  for (const own of Map.groupBy(events, linkOf).values()) {
    const [first, last] = [own[0]!, own.at(-1)!];
    const otherId = Number(last.data?.recordId);
    if (first.kind !== last.kind || last.subject_id === null || !fields.has(last.subject_id)) continue;
    const since = links.get(`${record.id}:${last.subject_id}:${otherId}`);
    const link = { recordId: record.id, fieldId: last.subject_id, otherId };
    if (last.kind === 'record.unrelated') {
      if (!since) plan.relate.push(link);
    } else if (since?.getTime() === last.at.getTime()) plan.unrelate.push(link);
    else if (since) plan.kept.set(record.id, 'It was related again since.');
  }
}

/** Whether two stored values are the same; the keys of an object stand in any order. */
export function isSame(a: unknown, b: unknown): boolean {
  return textOf(a ?? null) === textOf(b ?? null);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
