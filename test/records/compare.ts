import { sql, type AccountDb } from '../../src/app/db.ts';
import { countRecords } from '../../src/criteria/index.ts';
import { viewerOf } from '../../src/accounts/index.ts';
import { objectShape } from '../../src/records/index.ts';
import { searchOf } from '../../src/records/queries/search-words.ts';
import { copiedFields, typedCopy, uniqueFields, uniqueForm, value, valuesOf } from '../../src/records/queries/stored-forms.ts';
import { raw, join } from '../../src/app/db.ts';
import { inside, type ModelWorld } from './model-world.ts';
import { same, type ModelRecord, type Value } from './reference-model.ts';

interface Standing {
  id: number;
  owner_id: number | null;
  in_bin: boolean;
  values: Record<string, Value>;
  tags: string[];
  tasks: number;
  notes: number;
}

/** Everything in which product and model differ once nothing is due any more, or the product with itself. */
export async function differences(world: ModelWorld): Promise<string[]> {
  // Groups that ask about other records are gone through every quarter of an hour.
  world.test.clock.moveBy(16 * 60_000);
  await world.test.settle(world.owner.accountId);
  return inside(world, async (db) => [
    ...(await differingRecords(db, world, world.harbour)),
    ...(await differingRecords(db, world, world.ship)),
    ...(await differingLinks(db, world)),
    ...(await differingGroups(db, world)),
    ...(await ofObject(db, world.harbour)),
    ...(await ofObject(db, world.ship)),
    ...(await unexplained(db, world, world.ship)),
    ...(await unexplained(db, world, world.harbour)),
  ]);
}

async function standing(db: AccountDb, objectId: number): Promise<Map<number, Standing>> {
  const shape = await objectShape(db, objectId);
  const rows = await db.many<Standing>(
    sql`select r.id, r.owner_id, r.deleted_at is not null as in_bin, ${raw(valuesOf(shape, 'r'))} as values,
          array(select t.name from record_tags rt join tags t on t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.id = rt.tag_id
            where rt.account_id = ${db.accountId} and rt.object_id = ${objectId} and rt.record_id = r.id order by t.name) as tags,
          (select count(*) from tasks k where k.account_id = ${db.accountId} and k.object_id = ${objectId} and k.record_id = r.id
            and k.status = 'pending') as tasks,
          (select count(*) from notes n where n.account_id = ${db.accountId} and n.object_id = ${objectId} and n.record_id = r.id) as notes
        from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId}`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function differingRecords(db: AccountDb, { model }: ModelWorld, objectId: number): Promise<string[]> {
  const rows = await standing(db, objectId);
  const ids = new Set([...rows.keys(), ...model.all(objectId).map(({ id }) => id)]);
  return [...ids].flatMap((id) => {
    const [row, record] = [rows.get(id), model.record(objectId, id)];
    if (!row || !record) return [`record ${objectId}/${id} is ${row ? 'there and should not be' : 'not there'}`];
    const shown = { ...row, values: undefined };
    const means = {
      id,
      owner_id: record.ownerId,
      in_bin: record.inBin,
      tags: [...record.tags.keys()].sort(),
      tasks: pendingOf(record),
      notes: record.notes,
    };
    const wrong = same(Object.entries(shown).sort(), Object.entries({ ...means, values: undefined }).sort())
      ? []
      : [`record ${objectId}/${id} is ${JSON.stringify(shown)} and should be ${JSON.stringify(means)}`];
    for (const { id: fieldId, work } of model.fields.get(objectId)!) {
      if (work && record.inBin) continue;
      const is = row.values[fieldId] ?? null;
      const should = (work ? work(record, model) : record.values[fieldId]) ?? null;
      if (!isAlike(is, should))
        wrong.push(`field ${fieldId} of ${objectId}/${id} is ${JSON.stringify(is)} and should be ${JSON.stringify(should)}`);
    }
    return wrong;
  });
}

const pendingOf = ({ tasks }: ModelRecord): number => tasks.filter(({ status }) => status === 'pending').length;

const isAlike = (is: Value, should: Value): boolean =>
  typeof is === 'number' && typeof should === 'number' ? Math.abs(is - should) < 1e-6 : same(is, should);

async function differingLinks(db: AccountDb, { model }: ModelWorld): Promise<string[]> {
  const rows = await db.many<{ record_id: number; related_id: number }>(
    sql`select record_id, related_id from record_links where account_id = ${db.accountId}`,
  );
  // A link stands once, on the side of the object that was made first: the harbours.
  const is = rows.map(({ record_id, related_id }) => `${related_id}:${record_id}`).sort();
  const should = [...model.links].sort();
  return same(is, should) ? [] : [`the links are ${is.join(' ')} and should be ${should.join(' ')}`];
}

async function differingGroups(db: AccountDb, { groups, model, ship, owner }: ModelWorld): Promise<string[]> {
  const wrong: string[] = [];
  const viewer = await viewerOf(db, owner.userId);
  for (const group of groups) {
    const rows = await db.many<{ record_id: number }>(
      sql`select record_id from group_members where account_id = ${db.accountId} and group_id = ${group.id} order by record_id`,
    );
    const should = model.living(ship).filter((record) => group.has(record));
    const is = rows.map(({ record_id }) => record_id);
    const count = await countRecords(db, { objectId: ship, viewer, group: group.id });
    if (
      !same(
        is,
        should.map(({ id }) => id),
      )
    )
      wrong.push(`group ${JSON.stringify(group.criteria)} holds ${is.join(' ')} and should hold ${should.map(({ id }) => id).join(' ')}`);
    if (Number(count) !== should.length)
      wrong.push(`group ${JSON.stringify(group.criteria)} counts ${String(count)} and should count ${should.length}`);
  }
  return wrong;
}

/** Where what is kept beside the values is not what they say: claims, copies, names, words. */
async function ofObject(db: AccountDb, objectId: number): Promise<string[]> {
  const shape = await objectShape(db, objectId);
  const records = sql`(select r.id, r.deleted_at, ${raw(valuesOf(shape, 'r'))} as stored from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId}) r`;
  const claims = join([
    sql`(0, null::text)`,
    ...uniqueFields(shape).map((field) => sql`(${field.id}::integer, ${uniqueForm(field, value('r.stored', field))})`),
  ]);
  const copies = join(
    copiedFields(shape).map((field) => {
      const { text, number, time } = typedCopy(field, 'r.stored');
      return sql`(${field.id}::integer, ${text}, ${number}, ${time})`;
    }),
  );
  const found = await db.many<{ wrong: string }>(
    sql`with claims as (select r.id, c.field_id, c.value from ${records} cross join lateral (values ${claims}) c(field_id, value)
            where r.deleted_at is null and c.value is not null),
          claimed as (select u.record_id as id, u.field_id, u.value from unique_values u where u.account_id = ${db.accountId} and u.object_id = ${objectId}),
          copies as (select r.id, c.* from ${records} cross join lateral (values ${copies}) c(field_id, text_value, number_value, time_value)
            where coalesce(c.text_value, c.number_value::text, c.time_value::text) is not null),
          copied as (select v.record_id as id, v.field_id, v.text_value, v.number_value, v.time_value from field_values v
            where v.account_id = ${db.accountId} and v.object_id = ${objectId})
        select 'unclaimed: ' || x::text as wrong from (table claims except table claimed) x
        union all select 'claimed in vain: ' || x::text from (table claimed except table claims) x
        union all select 'not copied: ' || x::text from (table copies except table copied) x
        union all select 'copied in vain: ' || x::text from (table copied except table copies) x
        union all select 'found by other words: ' || r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId}
          and r.deleted_at is null and r.search is distinct from ${searchOf(db, shape, sql`r.name`, valuesOf(shape, 'r'))}
        union all select 'unknown word: ' || w.word from (select distinct unnest(tsvector_to_array(r.search)) as word from records r
            where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.deleted_at is null) w
          where char_length(w.word) > 1 and w.word !~ '[0-9]'
            and not exists (select 1 from search_words k where k.account_id = ${db.accountId} and k.word = w.word)`,
  );
  return found.map(({ wrong }) => `${shape.singular}: ${wrong}`);
}

/** Where the events of a record, played from the first to the last, do not lead to what stands. */
async function unexplained(db: AccountDb, { model }: ModelWorld, objectId: number): Promise<string[]> {
  const events = await db.many<{ record_id: number; kind: string; subject_id: number | null; data: any; personal: any }>(
    sql`select e.record_id, e.kind, e.subject_id, e.data, e.personal from events e
        where e.account_id = ${db.accountId} and e.object_id = ${objectId}
          and e.kind in ('record.created', 'record.updated', 'record.deleted', 'record.restored', 'owner.changed', 'tag.added', 'tag.removed')
        order by e.at, (e.data->>'version')::bigint nulls first, e.id`,
  );
  const rows = await standing(db, objectId);
  const told = Map.groupBy(events, ({ record_id }) => record_id);
  return [...rows.values()].flatMap((row) => {
    const values: Record<string, Value> = {};
    const tags = new Set<number>();
    let [inBin, owner] = [false, undefined as number | null | undefined];
    for (const { kind, subject_id: subject, data, personal } of told.get(row.id) ?? []) {
      if (kind === 'record.created') Object.assign(values, personal.values);
      if (kind === 'record.updated')
        for (const [id, [, after]] of Object.entries(personal.changes as Record<string, Value[]>)) values[id] = after!;
      if (kind === 'record.deleted' || kind === 'record.restored') inBin = kind === 'record.deleted';
      if (kind === 'owner.changed') owner = data.to;
      if (kind === 'tag.added') tags.add(subject!);
      if (kind === 'tag.removed') tags.delete(subject!);
    }
    const fields = model.fields.get(objectId)!.filter(({ isDeleted }) => !isDeleted);
    const wrong = fields.filter(({ id }) => !isAlike(row.values[id] ?? null, values[id] ?? null)).map(({ id }) => `field ${id}`);
    if (inBin !== row.in_bin) wrong.push('the bin');
    if (owner !== undefined && owner !== row.owner_id) wrong.push('the owner');
    if (tags.size !== row.tags.length) wrong.push('the tags');
    return wrong.map((what) => `the ledger does not explain ${what} of ${objectId}/${row.id}`);
  });
}
