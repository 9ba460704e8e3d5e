import { done, previewOf, runToEnd, startedUndo } from '../../bulk.ts';
import { type Random } from '../../criteria/random.ts';
import { runImport, startedImport } from '../../imports.ts';
import type { Target } from '../../../src/transfer/schema.ts';
import { TAGS, type ModelWorld } from '../model-world.ts';
import { type ModelRecord, type Value } from '../reference-model.ts';
import { some, pick, differ, offered } from './answers.ts';

/** A bulk action of any kind: previewed, done, and what it came to compared with what was shown. */
export async function bulk(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, ship, s, owner, sales } = world;
  const seat = random.chance(0.6) ? owner : sales;
  const change = (fieldId: number, how: object, to: (value: Value | undefined, record: ModelRecord) => Value) => ({
    kind: 'field.change',
    settings: { fieldId, change: how },
    apply: (ids: readonly number[]) =>
      model.write(
        ship,
        ids.map((id) => ({ id, changes: { [fieldId]: to(model.record(ship, id)!.values[fieldId], model.record(ship, id)!) } })),
      ).length,
  });
  const list = (value: Value | undefined): readonly number[] => (value as readonly number[] | undefined) ?? [];
  const flags = await offered(world, s.flags);
  const flag = flags.length > 0 ? random.pick(flags) : 0;
  const home = pick(random, model.all(world.harbour));
  const amount = random.below(40) - 10;
  const tag = random.pick(TAGS);
  const doing = random.pick(
    [
      change(s.class, { how: 'set', value: 'Bulk' }, () => 'Bulk'),
      change(s.tons, { how: 'add', amount }, (value) => ((value as number | undefined) ?? 0) + amount),
      change(s.sign, { how: 'clear' }, () => null),
      home && change(s.home, { how: 'set', value: home.id }, () => home.id),
      flag > 0 &&
        change(s.flags, { how: 'include', options: [flag] }, (value) =>
          list(value).includes(flag) ? list(value) : [...list(value), flag],
        ),
      flag > 0 &&
        change(s.flags, { how: 'exclude', options: [flag] }, (value) =>
          list(value).some((id) => id !== flag) ? list(value).filter((id) => id !== flag) : null,
        ),
      { kind: 'tag.add', settings: { tag }, apply: (ids: readonly number[]) => (model.tag(ship, ids, tag), 0) },
      { kind: 'tag.remove', settings: { tag }, apply: (ids: readonly number[]) => (model.untag(ship, ids, tag), 0) },
      {
        kind: 'owner.change',
        settings: { ownerId: sales.userId },
        apply: (ids: readonly number[]) =>
          model.write(
            ship,
            ids.map((id) => ({ id, changes: {}, ownerId: sales.userId })),
          ).length,
      },
      {
        kind: 'task.create',
        settings: { subject: 'Call', assignee: 'owner', dueInDays: 1 },
        apply: (ids: readonly number[]) => (model.task(ship, ids), 0),
      },
      { kind: 'record.delete', settings: {}, apply: (ids: readonly number[]) => (model.bin(ship, ids), 0) },
      {
        kind: 'record.restore',
        settings: { withoutTaken: true },
        inBin: true,
        apply: (ids: readonly number[]) => model.restore(ship, ids, true).length,
      },
      {
        kind: 'record.restore',
        settings: {},
        inBin: true,
        apply: (ids: readonly number[]) => new Set(model.restore(ship, ids).map(({ id }) => id)).size,
      },
    ].filter((each) => each !== false && each !== undefined),
  );
  if ('settings' in doing && 'fieldId' in doing.settings && model.field(ship, doing.settings.fieldId).isDeleted) return undefined;
  const inBin = 'inBin' in doing;
  // The bin shows only what one may delete.
  const isShown = (record: ModelRecord): boolean => record.inBin === inBin && (!inBin || seat === owner || record.ownerId === sales.userId);
  const ids = some(random, model.all(ship).filter(isShown));
  if (ids.length === 0) return undefined;
  const asked = { kind: doing.kind, settings: doing.settings, objectId: ship, which: { ids, bin: inBin } };
  const preview = await previewOf(world.test, seat, asked);
  const run = await done(world.test, seat, asked);
  const mine = ids.filter((id) => seat === owner || model.record(ship, id)!.ownerId === sales.userId);
  const failed = ids.length - mine.length + doing.apply(mine);
  world.causes.push({ eventId: run.event_id, objectId: ship, at: model.now });
  return (
    differ(
      [run.done_count, run.changed_count, run.unchanged_count, run.failed_count],
      [preview.count, preview.changed, preview.unchanged, preview.failed],
      `${JSON.stringify(asked)} and its preview`,
    ) ?? differ(run.failed_count, failed, `${JSON.stringify(asked)} left out`)
  );
}

export async function undo(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, owner, causes, test } = world;
  if (causes.length === 0) return undefined;
  const cause = causes.splice(random.chance(0.5) ? causes.length - 1 : random.below(causes.length), 1)[0]!;
  const begun = await startedUndo(test, owner, { event_id: cause.eventId, object_id: cause.objectId } as never).catch(
    (error: { code?: string }) => error.code,
  );
  if (typeof begun === 'string' || begun === undefined)
    return differ(begun, model.hasEffects(cause.at) ? 'an undoing' : 'nothing_to_undo', 'undoing');
  await runToEnd(test, owner, begun);
  model.undo(cause.at);
  causes.push({ eventId: begun.event_id, objectId: cause.objectId, at: model.now });
  return undefined;
}

const MAPPED = ['number', 'name', 'class', 'tons', 'kind'] as const;

/** A file of ships, known by their number; a row about one that is there changes it. */
export async function bringIn(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, ship, s, test, owner } = world;
  if (MAPPED.some((name) => model.field(ship, s[name]).isDeleted)) return undefined;
  const kinds = await offered(world, s.kind);
  const labelOf = (id: Value): string => world.kinds.find((option) => option.id === id)!.label;
  const rows = Array.from({ length: 1 + random.below(5) }, (): Record<string, Value> => {
    const kind = random.pick([null, ...kinds]);
    return {
      [s.number]: random.below(14),
      [s.name]: random.pick(['Imp', 'Imre', null]),
      [s.class]: 'Filed',
      [s.tons]: random.pick([null, random.below(90)]),
      [s.kind]: kind,
    };
  });
  const cells = (row: Record<string, Value>): Value[] =>
    MAPPED.map((name) => (name === 'kind' && row[s.kind] !== null ? labelOf(row[s.kind]!) : (row[s[name]] ?? '')));
  const text = ['Number,Name,Class,Tons,Kind', ...rows.map((row) => cells(row).join(','))].join('\n');
  const mapping = MAPPED.map((name): Target => ({ to: 'field', fieldId: s[name] }));
  const id = await startedImport(test, owner, text, { objectId: ship, mapping, options: { match: [s.number], mode: 'both' } });
  const imported = await runImport(test, owner, id, 3);
  let [created, rejected] = [0, 0];
  const { rows: ids } = await test.owner.query(
    'select id::int, values from records where account_id = $1 and object_id = $2 and import_id = $3',
    [owner.accountId, ship, id],
  );
  for (const row of rows) {
    const changes = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
    const met = model.living(ship).find(({ values }) => values[s.number] === row[s.number]);
    if (!met && row[s.name] === null) {
      rejected++;
      continue;
    }
    const made = ids.find(({ values }) => values[s.number] === row[s.number]);
    if (!met && !made) return `the import did not make ship ${String(row[s.number])}`;
    model.write(ship, [met ? { id: met.id, changes } : { id: made.id, isNew: true, changes, ownerId: owner.userId }]);
    if (!met) created++;
  }
  world.causes.push({ eventId: imported.event_id!, objectId: ship, at: model.now });
  return differ(
    [imported.created_count, imported.updated_count, imported.rejected_count],
    [created, rows.length - created - rejected, rejected],
    `bringing in\n${text}\n`,
  );
}
