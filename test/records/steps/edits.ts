import { editRecord } from '../../../src/records/edit-record.ts';
import { enterRecord } from '../../../src/records/enter-record.ts';
import { putBack } from '../../../src/records/put-back.ts';
import { type Random } from '../../criteria/random.ts';
import type { TestSeat } from '../../factories.ts';
import { attempt, type ModelWorld } from '../model-world.ts';
import { same, type Changes, type ModelRecord, type Value } from '../reference-model.ts';
import { pick, differ, offered } from './answers.ts';

async function shipValues(world: ModelWorld, random: Random, isNew = false): Promise<Record<string, Value>> {
  const { s, model, harbour, ship } = world;
  const harbours = model.all(harbour);
  const kinds = await offered(world, s.kind);
  const flags = await offered(world, s.flags);
  const all: Record<number, Value> = {
    [s.name]: random.pick(['Ada', 'Bea', 'Cleo', ' Dora', 'Élan']).trim(),
    [s.sign]: random.pick([null, 'AA', 'bb', 'CC', 'dd', 'EE', 'aa', 'Bb', `S${random.below(30)}`]),
    [s.number]: random.pick([null, random.below(12), random.below(12), random.below(1000)]),
    [s.class]: random.pick(['First', 'Second', 'Third']),
    [s.kind]: kinds.length > 0 ? random.pick([null, ...kinds]) : null,
    [s.flags]: flags.length > 0 ? random.pick([null, [random.pick(flags)], flags]) : null,
    [s.tons]: random.pick([null, random.below(100), random.below(100) / 4]),
    [s.price]: random.pick([null, random.below(1000)]),
    [s.built]: random.pick([null, '2020-02-29', '2024-01-31', '1999-12-31']),
    [s.home]: harbours.length > 0 ? random.pick([null, ...harbours.map(({ id }) => id)]) : null,
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([id, value]) =>
        !model.field(ship, Number(id)).isDeleted &&
        ((isNew && [s.name, s.class].includes(Number(id))) || random.chance(isNew ? 0.7 : 0.35)) &&
        !(isNew && value === null),
    ),
  );
}

function harbourValues({ h, model, harbour }: ModelWorld, random: Random, isNew = false): Record<string, Value> {
  const all: Record<number, Value> = {
    [h.name]: random.pick(['Kiel', 'Riga', 'Bari']),
    [h.code]: random.pick([null, 'KI', 'ri', 'BA', 'ki']),
    [h.fee]: random.pick([null, random.below(1000)]),
    [h.above]: random.pick([null, ...model.all(harbour).map(({ id }) => id)]),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([id, value]) => ((isNew && Number(id) === h.name) || random.chance(0.6)) && !(isNew && value === null)),
  );
}

const CODES: Record<string, string> = { value_taken: 'taken', no_such_parent: 'parent', circular_relation: 'circular' };

export async function create(world: ModelWorld, random: Random, objectId: number): Promise<string | undefined> {
  const { model, owner } = world;
  if (model.all(objectId).length >= (objectId === world.ship ? 14 : 6)) return undefined;
  const values = objectId === world.ship ? await shipValues(world, random, true) : harbourValues(world, random, true);
  let id = 0;
  const code = await attempt(world, owner, async (db, viewer) => {
    id = await enterRecord(db, owner.actor, { viewer, ids: owner.ids, entered: { objectId, values } });
  });
  const refused = model.write(objectId, [{ id: code ? 1e9 : id, isNew: true, changes: values, ownerId: owner.userId }]);
  return differ(code !== undefined && code in CODES, refused.length > 0, `creating ${JSON.stringify(values)} (${code ?? 'made'})`);
}

/** Whether an edit upon what stood at a moment overwrites what was written since. */
function isStale({ values, ownerId, written }: ModelRecord, at: number, mine: Changes, owner: number | undefined): boolean {
  const since = new Set(written.filter((write) => write.at > at).flatMap(({ fields }) => fields));
  return (
    Object.entries(mine).some(([name, value]) => since.has(name) && !same(values[name], value)) ||
    (owner !== undefined && owner !== ownerId && since.has('owner'))
  );
}

export async function edit(world: ModelWorld, random: Random, objectId: number): Promise<string | undefined> {
  const { model, sales } = world;
  const seat: TestSeat = random.chance(0.8) ? world.owner : sales;
  const opened = random.chance(0.3) && objectId === world.ship && world.opened.length > 0 ? random.pick(world.opened) : undefined;
  const record = opened ? model.record(objectId, opened.id) : pick(random, model.living(objectId));
  if (!record || record.inBin) return undefined;
  const values = objectId === world.ship ? await shipValues(world, random) : harbourValues(world, random);
  const ownerId = random.chance(0.2) ? random.pick([world.owner, sales]).userId : undefined;
  const asked = { objectId, id: record.id, values, ownerId, version: opened?.version };
  const code = await attempt(world, seat, (db, viewer) => editRecord(db, seat.actor, { viewer, edit: asked }));
  const expected = (): string | undefined => {
    if (seat === sales && record.ownerId !== sales.userId) return 'not_allowed';
    if (opened && isStale(record, opened.at, values, ownerId)) return 'changed_meanwhile';
    return model.write(objectId, [{ id: record.id, changes: values, ...(ownerId === undefined ? {} : { ownerId }) }]).length > 0
      ? 'refused'
      : undefined;
  };
  return differ(code !== undefined && code in CODES ? 'refused' : code, expected(), `editing ${JSON.stringify(asked)}`);
}

/** An event of a ship’s values, and the values as they stood beside it, read from the ledger forwards. */
async function pastOf(
  world: ModelWorld,
  random: Random,
  id: number,
): Promise<{ event: number; side: 'before' | 'after'; values: Changes } | undefined> {
  const { rows } = await world.test.owner.query(
    `select id, kind, personal from events where account_id = $1 and object_id = $2 and record_id = $3 and kind in ('record.created', 'record.updated')
     order by coalesce((data->>'version')::bigint, 0)`,
    [world.owner.accountId, world.ship, id],
  );
  const at = random.below(rows.length);
  const side = at === 0 || random.chance(0.5) ? 'after' : 'before';
  const values: Record<string, Value> = {};
  for (const { kind, personal } of rows.slice(0, side === 'before' ? at : at + 1)) {
    if (kind === 'record.created') Object.assign(values, personal.values);
    else for (const [name, [, after]] of Object.entries(personal.changes as Record<string, Value[]>)) values[name] = after!;
  }
  return rows.length === 0 ? undefined : { event: Number(rows[at].id), side, values };
}

export async function bringBack(world: ModelWorld, random: Random): Promise<string | undefined> {
  const { model, ship, s, owner } = world;
  const record = pick(random, model.living(ship));
  const past = record && (await pastOf(world, random, record.id));
  if (!record || !past) return undefined;
  const open = [s.name, s.sign, s.number, s.class, s.tons, s.price, s.built].filter((id) => !model.field(ship, id).isDeleted);
  const fields = [...new Set(random.some(open, 4))];
  const changes = Object.fromEntries(fields.map((id) => [id, past.values[id] ?? null]));
  const moment = { event: past.event, side: past.side };
  const code = await attempt(world, owner, (db, viewer) =>
    putBack(db, owner.actor, { viewer, record: { objectId: ship, id: record.id }, moment, fields }),
  );
  const blank = changes[s.class] === null;
  const refused = !blank && model.write(ship, [{ id: record.id, changes }]).length > 0;
  return differ(
    code,
    blank ? 'invalid_input' : refused ? 'value_taken' : undefined,
    `putting back ${JSON.stringify(changes)} of ${record.id}`,
  );
}
