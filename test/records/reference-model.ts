/**
 * What the product should hold after anything that people do, as simply as it can be said: plain maps, one record after the other, no SQL.
 * Only the rules of the READMEs stand here. Whoever changes one of them changes it here as well.
 */
export type Value = string | number | boolean | readonly number[] | null;
export type Changes = Readonly<Record<string, Value>>;

export interface ModelField {
  id: number;
  /** Compared without case and spaces around. */
  isUnique?: boolean;
  /** Of which object the records are that it points to. */
  parentObjectId?: number;
  /** What it is worked out as; undefined where there is nothing. */
  work?: (record: ModelRecord, model: ReferenceModel) => Value | undefined;
  isDeleted?: boolean;
}

export interface ModelTask {
  status: 'pending' | 'cancelled';
}

export interface ModelRecord {
  objectId: number;
  id: number;
  values: Record<string, Value>;
  ownerId: number | null;
  inBin: boolean;
  /** Each tag with when it was given. */
  tags: Map<string, number>;
  tasks: ModelTask[];
  notes: number;
  /** Which fields were written at which moment; `owner` for the owner. */
  written: { at: number; fields: string[] }[];
}

/** What one thing that was done did to one record. */
type Effect = { record: ModelRecord; at: number } & (
  | { what: 'created' | 'deleted' | 'restored' }
  | { what: 'field'; name: string; before: Value; after: Value }
  | { what: 'owner'; before: number | null; after: number | null }
  | { what: 'tagged' | 'untagged'; name: string }
  | { what: 'task'; task: ModelTask }
);

export interface Row {
  id: number;
  changes: Changes;
  isNew?: boolean;
  ownerId?: number;
}

export interface Refused {
  id: number;
  fieldId: number;
}

const DEEPEST_CHAIN = 50;
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
export const uniqueForm = (value: Value): string => String(value).trim().toLowerCase().slice(0, 200);

export class ReferenceModel {
  /** By object: its fields, and its records by id. */
  readonly fields = new Map<number, ModelField[]>();
  readonly records = new Map<number, Map<number, ModelRecord>>();
  /** `<record>:<related>` of the one relation. */
  readonly links = new Set<string>();
  /** What stands for options that were taken away, under `<field>:<option>`: another, or none. */
  readonly #heirs = new Map<string, { heir: number | undefined; at: number }>();
  readonly #effects = new Map<number, Effect[]>();
  /** What became of records that were merged into others. */
  readonly merged = new Map<ModelRecord, ModelRecord>();
  /** Counts what is done; a cause is the moment at which it was begun. */
  now = 0;

  addObject(objectId: number, fields: ModelField[]): void {
    this.fields.set(objectId, fields);
    this.records.set(objectId, new Map());
  }

  all = (objectId: number): ModelRecord[] => [...this.records.get(objectId)!.values()].sort((a, b) => a.id - b.id);
  living = (objectId: number): ModelRecord[] => this.all(objectId).filter(({ inBin }) => !inBin);
  record = (objectId: number, id: number): ModelRecord | undefined => this.records.get(objectId)!.get(id);
  field = (objectId: number, id: number): ModelField => this.fields.get(objectId)!.find((field) => field.id === id)!;
  #fieldsOf = (objectId: number): ModelField[] => this.fields.get(objectId)!.filter(({ isDeleted }) => !isDeleted);
  hasEffects = (cause: number): boolean => (this.#effects.get(cause) ?? []).length > 0;

  #note(effect: Effect): void {
    this.#effects.set(effect.at, [...(this.#effects.get(effect.at) ?? []), effect]);
  }

  /** Whoever outside the bin has a value of a unique field. */
  #holder(objectId: number, fieldId: number, value: Value): ModelRecord | undefined {
    return this.living(objectId).find(({ values }) => values[fieldId] !== undefined && uniqueForm(values[fieldId]) === uniqueForm(value));
  }

  /** Writes rows of one object as one set; those that cannot stand are left out whole, and given. */
  write(objectId: number, rows: readonly Row[]): Refused[] {
    const known = rows.filter(({ id, isNew }) => isNew || this.record(objectId, id)?.inBin === false).sort((a, b) => a.id - b.id);
    const refused: Refused[] = [];
    let left = known;
    const drop = (found: Refused[]): boolean => {
      refused.push(...found);
      left = left.filter(({ id }) => !found.some((row) => row.id === id));
      return found.length > 0;
    };
    drop(this.#missingParents(objectId, left));
    for (const field of this.#fieldsOf(objectId)) {
      if (field.parentObjectId === objectId) drop(this.#circular(objectId, field.id, left));
    }
    drop(this.#taken(objectId, left));
    if (refused.length > 0) while (drop(this.#missingParents(objectId, left)));
    for (const row of left) this.#apply(objectId, row);
    return refused;
  }

  #changed(objectId: number, fields: readonly ModelField[], row: Row): { fieldId: number; value: Value }[] {
    const before = this.record(objectId, row.id)?.values ?? {};
    return fields.flatMap(({ id }) => {
      const value = row.changes[id];
      return value === undefined || value === null || same(value, before[id]) ? [] : [{ fieldId: id, value }];
    });
  }

  #missingParents(objectId: number, rows: readonly Row[]): Refused[] {
    const pointing = this.#fieldsOf(objectId).filter(({ parentObjectId }) => parentObjectId !== undefined);
    return rows.flatMap((row) =>
      this.#changed(objectId, pointing, row)
        .filter(({ fieldId, value }) => {
          const parentObjectId = this.field(objectId, fieldId).parentObjectId!;
          const isNew = parentObjectId === objectId && rows.some((other) => other.isNew && other.id === value);
          return !isNew && this.record(parentObjectId, value as number)?.inBin !== false;
        })
        .map(({ fieldId }) => ({ id: row.id, fieldId })),
    );
  }

  #circular(objectId: number, fieldId: number, rows: readonly Row[]): Refused[] {
    const next = new Map(rows.flatMap((row) => (row.changes[fieldId] === undefined ? [] : [[row.id, row.changes[fieldId]!]])));
    const above = (id: number): Value => (next.has(id) ? next.get(id)! : (this.record(objectId, id)?.values[fieldId] ?? null));
    return rows
      .filter((row) => this.#changed(objectId, [{ id: fieldId }], row).length > 0)
      .filter(({ id }) => {
        let at = above(id);
        for (let depth = 1; at !== null; depth++, at = above(at as number)) if (at === id || depth > DEEPEST_CHAIN) return true;
        return false;
      })
      .map(({ id }) => ({ id, fieldId }));
  }

  /** Values are compared with those standing before the set, and rows with each other in order of id. */
  #taken(objectId: number, rows: readonly Row[]): Refused[] {
    const claimed = new Set<string>();
    const unique = this.#fieldsOf(objectId).filter(({ isUnique }) => isUnique);
    return rows.flatMap((row) =>
      this.#changed(objectId, unique, row)
        .filter(({ fieldId, value }) => {
          const before = this.record(objectId, row.id)?.values[fieldId];
          if (before !== undefined && uniqueForm(before) === uniqueForm(value)) return false;
          const claim = `${fieldId}:${uniqueForm(value)}`;
          if (claimed.has(claim) || this.#holder(objectId, fieldId, value)) return true;
          claimed.add(claim);
          return false;
        })
        .map(({ fieldId }) => ({ id: row.id, fieldId })),
    );
  }

  #apply(objectId: number, { id, changes, isNew, ownerId }: Row): void {
    if (isNew) {
      const values = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null));
      const record: ModelRecord = {
        objectId,
        id,
        values,
        ownerId: ownerId ?? null,
        inBin: false,
        tags: new Map(),
        tasks: [],
        notes: 0,
        written: [],
      };
      this.records.get(objectId)!.set(id, record);
      return this.#note({ record, at: this.now, what: 'created' });
    }
    const record = this.record(objectId, id)!;
    const touched: string[] = [];
    for (const [name, after] of Object.entries(changes)) {
      const before = record.values[name] ?? null;
      if (same(before, after)) continue;
      if (after === null) delete record.values[name];
      else record.values[name] = after;
      touched.push(name);
      this.#note({ record, at: this.now, what: 'field', name, before, after });
    }
    const owner = ownerId === 0 ? null : (ownerId ?? record.ownerId);
    if (owner !== record.ownerId) {
      this.#note({ record, at: this.now, what: 'owner', before: record.ownerId, after: owner });
      record.ownerId = owner;
      touched.push('owner');
    }
    if (touched.length > 0) record.written.push({ at: this.now, fields: touched });
  }

  bin(objectId: number, ids: readonly number[]): void {
    for (const record of this.living(objectId).filter(({ id }) => ids.includes(id))) {
      record.inBin = true;
      this.#note({ record, at: this.now, what: 'deleted' });
    }
  }

  /** Those whose unique value another has by now stay in the bin, or come back without it. What they point to may be gone for good. */
  restore(objectId: number, ids: readonly number[], withoutTaken = false): Refused[] {
    const asked = this.all(objectId).filter(({ id, inBin }) => inBin && ids.includes(id));
    // One that was merged into another comes back by undoing that alone.
    const merged = asked.filter((record) => this.merged.has(record)).map(({ id }) => ({ id, fieldId: 0 }));
    const back = asked.filter((record) => !this.merged.has(record));
    const taken: Refused[] = [];
    for (const { id: fieldId } of this.#fieldsOf(objectId).filter(({ isUnique }) => isUnique)) {
      const claimed = new Set<string>();
      for (const { id, values } of back.filter(({ values: own }) => own[fieldId] !== undefined)) {
        const form = uniqueForm(values[fieldId]!);
        if (claimed.has(form) || this.#holder(objectId, fieldId, form)) taken.push({ id, fieldId });
        claimed.add(form);
      }
    }
    for (const record of back) {
      const lost = taken.filter(({ id }) => id === record.id);
      if (lost.length > 0 && !withoutTaken) continue;
      record.inBin = false;
      this.#note({ record, at: this.now, what: 'restored' });
      const standing = Object.entries(record.values).map(([id, value]) => [id, this.#standing(id, value)]);
      const gone = [...lost.map(({ fieldId }) => fieldId), ...this.#dangling(record)].map((id) => [id, null]);
      const changes = Object.fromEntries([...standing, ...gone].filter(([id]) => !this.field(objectId, Number(id)).isDeleted));
      this.#apply(objectId, { id: record.id, changes });
    }
    return withoutTaken ? merged : [...merged, ...taken];
  }

  #dangling({ objectId, values }: ModelRecord): number[] {
    return this.#fieldsOf(objectId)
      .filter(
        ({ id, parentObjectId }) =>
          parentObjectId !== undefined && values[id] !== undefined && !this.record(parentObjectId, values[id] as number),
      )
      .map(({ id }) => id);
  }

  erase(objectId: number, ids: readonly number[], relation: { from: number; to: number }): void {
    for (const id of ids) {
      this.#forgetMerged(this.record(objectId, id)!);
      this.records.get(objectId)!.delete(id);
      const isGone = (link: string): boolean => Number(link.split(':')[objectId === relation.from ? 0 : 1]) === id;
      if (objectId === relation.from || objectId === relation.to) for (const link of this.links) if (isGone(link)) this.links.delete(link);
    }
    for (const child of this.records.keys()) {
      for (const record of this.living(child)) {
        const changes = Object.fromEntries(this.#dangling(record).map((field) => [field, null]));
        this.#apply(child, { id: record.id, changes });
      }
    }
  }

  /** Records that were merged into one that is removed lead on to what that was merged into, or are merged no more. */
  #forgetMerged(gone: ModelRecord): void {
    const heir = this.merged.get(gone);
    for (const [merged, survivor] of this.merged) {
      if (survivor !== gone) continue;
      if (heir) this.merged.set(merged, heir);
      else this.merged.delete(merged);
    }
    this.merged.delete(gone);
  }

  takeAway(fieldId: number, option: number, heir: number | undefined): void {
    this.#heirs.set(`${fieldId}:${option}`, { heir, at: this.now });
  }

  offerAgain(change: number): void {
    for (const [option, { at }] of this.#heirs) if (at === change) this.#heirs.delete(option);
  }

  /** A value with options that were taken away replaced by what stands for them. */
  #standing(fieldId: string, value: Value): Value {
    const heirOf = (option: number): number[] => {
      const gone = this.#heirs.get(`${fieldId}:${option}`);
      if (!gone) return [option];
      return gone.heir === undefined ? [] : heirOf(gone.heir);
    };
    if (typeof value === 'number') return heirOf(value)[0] ?? null;
    if (!Array.isArray(value)) return value;
    if (value.every((option: number) => !this.#heirs.has(`${fieldId}:${option}`))) return value;
    const left = [...new Set(value.flatMap(heirOf))].sort((a, b) => a - b);
    return left.length > 0 ? left : null;
  }

  tag(objectId: number, ids: readonly number[], name: string): void {
    for (const record of this.living(objectId).filter(({ id, tags }) => ids.includes(id) && !tags.has(name))) {
      record.tags.set(name, this.now);
      this.#note({ record, at: this.now, what: 'tagged', name });
    }
  }

  untag(objectId: number, ids: readonly number[], name: string): void {
    for (const record of this.living(objectId).filter(({ id, tags }) => ids.includes(id) && tags.has(name))) {
      record.tags.delete(name);
      this.#note({ record, at: this.now, what: 'untagged', name });
    }
  }

  task(objectId: number, ids: readonly number[]): void {
    for (const record of this.living(objectId).filter(({ id }) => ids.includes(id))) {
      const task: ModelTask = { status: 'pending' };
      record.tasks.push(task);
      this.#note({ record, at: this.now, what: 'task', task });
    }
  }

  /**
   * Makes one record of two: the survivor's blanks are filled, lists come together, and whatever belonged to the other, who lies in the bin from
   * then on, belongs to it.
   */
  merge(objectId: number, [survivorId, mergedId]: readonly [number, number], linkEnd?: 0 | 1): Merge {
    const [survivor, merged] = [this.record(objectId, survivorId)!, this.record(objectId, mergedId)!];
    this.bin(objectId, [mergedId]);
    this.merged.set(merged, survivor);
    let changes: Changes = this.#filled(survivor, merged);
    for (let refused = this.write(objectId, [{ id: survivorId, changes }]); refused.length > 0;) {
      const { [String(refused[0]!.fieldId)]: _, ...rest } = changes;
      changes = rest;
      refused = this.write(objectId, [{ id: survivorId, changes }]);
    }
    const moved: Merge = { objectId, survivor, merged, at: this.now, notes: merged.notes, tasks: merged.tasks, links: [] };
    survivor.notes += merged.notes;
    survivor.tasks = [...survivor.tasks, ...merged.tasks];
    [merged.notes, merged.tasks] = [0, []];
    for (const name of merged.tags.keys()) this.tag(objectId, [survivorId], name);
    if (linkEnd !== undefined) moved.links.push(...this.#lendLinks(survivorId, mergedId, linkEnd));
    for (const [child, fields] of this.fields) {
      for (const field of fields.filter(({ parentObjectId, isDeleted }) => parentObjectId === objectId && !isDeleted)) {
        const pointing = this.living(child).filter((record) => record.values[field.id] === mergedId && record !== survivor);
        this.write(
          child,
          pointing.map(({ id }) => ({ id, changes: { [field.id]: survivorId } })),
        );
      }
    }
    return moved;
  }

  #filled(survivor: ModelRecord, merged: ModelRecord): Changes {
    const changes: Record<string, Value> = {};
    for (const { id, parentObjectId } of this.#fieldsOf(survivor.objectId).filter(({ work }) => !work)) {
      const [own = null, theirs = null] = [survivor.values[id], merged.values[id]];
      const both = Array.isArray(own) && Array.isArray(theirs);
      const value = both ? [...new Set([...own, ...theirs])] : (own ?? theirs);
      const isKin = parentObjectId === survivor.objectId && (value === survivor.id || value === merged.id);
      if (isKin ? value === own : !same(own, value)) changes[id] = isKin ? null : value;
    }
    return changes;
  }

  /** The survivor is linked with whatever living record the other was linked with. */
  #lendLinks(survivorId: number, mergedId: number, end: 0 | 1): string[] {
    const made: string[] = [];
    for (const link of this.links) {
      const ends = link.split(':').map(Number);
      if (ends[end] !== mergedId) continue;
      const own = end === 0 ? `${survivorId}:${ends[1]}` : `${ends[0]}:${survivorId}`;
      if (!this.links.has(own) && this.isLinkable(own)) made.push(own);
    }
    for (const link of made) this.links.add(link);
    return made;
  }

  /** Whether both ends of a link are outside the bin; told by whoever knows the objects. */
  isLinkable: (link: string) => boolean = () => true;

  unmerge({ objectId, survivor, merged, at, notes, tasks, links }: Merge): void {
    this.merged.delete(merged);
    this.undo(at, (record) => record === survivor);
    this.undo(at, (record) => record === merged);
    survivor.notes -= notes;
    merged.notes += notes;
    survivor.tasks = survivor.tasks.filter((task) => !tasks.includes(task));
    merged.tasks = [...merged.tasks, ...tasks];
    for (const link of links) if (this.isLinkable(link)) this.links.delete(link);
    this.undo(at, (record) => record.objectId !== objectId || (record !== survivor && record !== merged));
  }

  /** Takes back what a cause did, record for record, where it still stands as the cause left it. */
  undo(cause: number, isMeant: (record: ModelRecord) => boolean = () => true): void {
    const effects = (this.#effects.get(cause) ?? []).filter(({ record }) => isMeant(record));
    const plans = [...Map.groupBy(effects, ({ record }) => record)]
      .filter(([record]) => this.record(record.objectId, record.id) === record)
      .map(([record, own]) => ({ record, ...this.#wayBack(record, own) }));
    for (const [objectId, own] of Map.groupBy(plans, ({ record }) => record.objectId)) this.#carryBack(objectId, own);
  }

  #wayBack(record: ModelRecord, own: readonly Effect[]): Omit<WayBack, 'record'> {
    const way: Omit<WayBack, 'record'> = { changes: {}, untag: [], tag: [], cancel: [] };
    const moves = own.filter(({ what }) => what === 'created' || what === 'deleted' || what === 'restored');
    const before = moves.length > 0 && moves[0]!.what !== 'deleted';
    if (moves.length > 0 && before !== record.inBin) way.move = before ? 'bin' : 'restore';
    if (moves[0]?.what === 'created' || (record.inBin && way.move !== 'restore')) return way;
    for (const [name, spans] of Map.groupBy(
      own.filter((effect) => effect.what === 'field'),
      (effect) => effect.name,
    )) {
      const isThere = !this.field(record.objectId, Number(name)).isDeleted;
      if (isThere && same(record.values[name], spans.at(-1)!.after)) way.changes[name] = this.#standing(name, spans[0]!.before);
    }
    const owners = own.filter((effect) => effect.what === 'owner');
    if (owners.length > 0 && record.ownerId === owners.at(-1)!.after) way.ownerId = owners[0]!.before ?? 0;
    for (const effect of own) {
      if (effect.what === 'tagged' && record.tags.get(effect.name) === effect.at) way.untag.push(effect.name);
      if (effect.what === 'untagged' && !record.tags.has(effect.name)) way.tag.push(effect.name);
      if (effect.what === 'task' && effect.task.status === 'pending') way.cancel.push(effect.task);
    }
    return way;
  }

  #carryBack(objectId: number, ways: readonly WayBack[]): void {
    const back = ways.filter(({ move }) => move === 'restore').map(({ record }) => record.id);
    const stuck = new Set(this.restore(objectId, back).map(({ id }) => id));
    let rows: Row[] = ways
      .filter(({ record }) => !stuck.has(record.id))
      .map(({ record, changes, ownerId }) => ({ id: record.id, changes, ...(ownerId === undefined ? {} : { ownerId }) }));
    while (rows.length > 0) {
      const left = new Map(this.write(objectId, rows).map(({ id, fieldId }) => [id, fieldId]));
      rows = rows.flatMap((row) => {
        const { [String(left.get(row.id))]: _, ...changes } = row.changes;
        return left.has(row.id) ? [{ ...row, changes }] : [];
      });
    }
    for (const { record, untag, tag, cancel, move } of ways) {
      for (const name of untag) this.untag(objectId, [record.id], name);
      for (const name of tag) this.tag(objectId, [record.id], name);
      for (const task of cancel) task.status = 'cancelled';
      if (move === 'bin') this.bin(objectId, [record.id]);
    }
  }
}

export interface Merge {
  objectId: number;
  survivor: ModelRecord;
  merged: ModelRecord;
  at: number;
  notes: number;
  tasks: readonly ModelTask[];
  links: string[];
}

interface WayBack {
  record: ModelRecord;
  move?: 'bin' | 'restore';
  changes: Record<string, Value>;
  ownerId?: number;
  untag: string[];
  tag: string[];
  cancel: ModelTask[];
}
