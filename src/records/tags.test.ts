import { beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { routesOn } from '../../test/routes.ts';
import { runJob } from '../app/jobs.ts';
import { CONTACT } from './schema.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let stranger: TestSeat;
let sales: TestSeat;

beforeAll(async () => {
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  sales = await makeUser(test, owner, { role: 'Sales' });
});

const TAGS = `/api/objects/${CONTACT}/tags`;
const makeTag = async (name: string): Promise<number> => (await ask(owner, 'POST', TAGS, { name })).body.id;
const makeContact = async (tags: string[]): Promise<number> =>
  (await ask(owner, 'POST', `/api/records/${CONTACT}`, { values: { 1: 'Ada' }, tags })).body.id;
const tagsOf = async (id: number): Promise<string[]> =>
  (await ask(owner, 'GET', `/api/records/${CONTACT}/${id}`)).body.tags.map(({ name }: { name: string }) => name);
const listed = async (): Promise<any[]> => (await ask(owner, 'GET', TAGS)).body.tags;
const inGroup = async (criteria: object): Promise<number> =>
  (await ask(owner, 'POST', '/api/criteria/preview', { object: CONTACT, criteria })).body.count;
const events = async (kind: string, tag: number): Promise<{ record_id: number; cause_id: number | null }[]> =>
  (
    await test.owner.query('select record_id, cause_id from events where account_id = $1 and kind = $2 and subject_id = $3 order by id', [
      owner.accountId,
      kind,
      tag,
    ])
  ).rows;
const carryOut = (changeId: number) => runJob(test.database, 'records.change-tags', { accountId: owner.accountId, changeId });

describe('a tag', () => {
  it('is renamed, and whoever says its former name means it', async () => {
    const tag = await makeTag('Newcomer');
    const ada = await makeContact(['Newcomer']);
    expect((await ask(owner, 'PATCH', `${TAGS}/${tag}`, { name: 'Arrived' })).status).toBe(204);
    expect(await tagsOf(ada)).toEqual(['Arrived']);
    expect(await tagsOf(await makeContact(['newcomer']))).toEqual(['Arrived']);
    expect((await listed()).find(({ id }) => id === tag)).toEqual({ id: tag, name: 'Arrived', records: 2, formerly: ['Newcomer'] });
    expect((await ask(owner, 'PATCH', `${TAGS}/${tag}`, { name: 'Newcomer' })).status).toBe(204);
    expect((await listed()).find(({ id }) => id === tag)).toMatchObject({ name: 'Newcomer', formerly: ['Arrived'] });
    expect((await events('tag.changed', tag)).length).toBe(2);
  });

  it('keeps another tag’s name from it, and is told to merge instead', async () => {
    const gold = await makeTag('Gold');
    const silver = await makeTag('Silver');
    const refusal = await ask(owner, 'PATCH', `${TAGS}/${silver}`, { name: ' gold ' });
    expect(refusal).toMatchObject({ status: 409, body: { code: 'tag_exists', details: { tagId: gold } } });
    expect((await ask(owner, 'PATCH', `${TAGS}/${silver}`, { name: 'SILVER' })).status).toBe(204);
    expect((await listed()).find(({ id }) => id === silver)).toMatchObject({ name: 'SILVER', formerly: [] });
  });

  it('is deleted with an event for each record, also of those in the bin, and comes back for 30 days', async () => {
    const tag = await makeTag('Leaving');
    const [ada, binned] = [await makeContact(['Leaving', 'Staying']), await makeContact(['Leaving'])];
    await ask(owner, 'DELETE', `/api/records/${CONTACT}/${binned}`);
    const { body } = await ask(owner, 'DELETE', `${TAGS}/${tag}`);
    expect(body).toEqual({ changeId: expect.any(Number), records: 2 });
    expect(await tagsOf(ada)).toEqual(['Staying']);
    const [change] = await events('tag.changed', tag);
    const removed = await events('tag.removed', tag);
    expect(removed.map(({ record_id }) => record_id)).toEqual([ada, binned]);
    expect(removed[0]!.cause_id).not.toBeNull();
    expect(change).toBeDefined();
    expect((await ask(owner, 'DELETE', `${TAGS}/${tag}`)).status).toBe(404);

    const again = await makeTag('Leaving');
    expect(again).not.toBe(tag);
    const undo = `/api/objects/${CONTACT}/tag-changes/${body.changeId}/undo`;
    expect((await ask(owner, 'POST', undo)).body.code).toBe('tag_exists');
    await ask(owner, 'PATCH', `${TAGS}/${again}`, { name: 'Left' });
    expect((await ask(owner, 'POST', undo)).status).toBe(204);
    await carryOut(body.changeId);
    expect(await tagsOf(ada)).toEqual(['Leaving', 'Staying']);
    await ask(owner, 'POST', `/api/records/${CONTACT}/${binned}/restore`);
    expect(await tagsOf(binned)).toEqual(['Leaving']);
    expect((await ask(owner, 'POST', undo)).body.code).toBe('already_undone');
  });

  it('cannot be brought back after 30 days', async () => {
    const { body } = await ask(owner, 'DELETE', `${TAGS}/${await makeTag('Old')}`);
    await test.owner.query("update tag_changes set created_at = created_at - interval '31 days' where account_id = $1 and id = $2", [
      owner.accountId,
      body.changeId,
    ]);
    expect((await ask(owner, 'POST', `/api/objects/${CONTACT}/tag-changes/${body.changeId}/undo`)).status).toBe(404);
  });

  it('goes over into another: records, names and criteria follow, and undoing gives back what there was', async () => {
    const [from, into] = [await makeTag('Client'), await makeTag('Customer')];
    const [one, both] = [await makeContact(['Client']), await makeContact(['Client', 'Customer'])];
    const { body } = await ask(owner, 'POST', `${TAGS}/${from}/merge`, { into });
    expect(body.records).toBe(2);
    expect([await tagsOf(one), await tagsOf(both)]).toEqual([['Customer'], ['Customer']]);
    expect(await tagsOf(await makeContact(['client']))).toEqual(['Customer']);
    expect(await inGroup({ tag: [from], operator: 'has_any' })).toBe(3);
    expect((await listed()).find(({ id }) => id === into).formerly).toEqual(['Client']);
    expect((await events('tag.added', into)).filter(({ cause_id }) => cause_id !== null).map(({ record_id }) => record_id)).toEqual([one]);

    await ask(owner, 'POST', `/api/objects/${CONTACT}/tag-changes/${body.changeId}/undo`);
    await carryOut(body.changeId);
    expect([await tagsOf(one), await tagsOf(both)]).toEqual([['Client'], ['Client', 'Customer']]);
    expect(await inGroup({ tag: [from], operator: 'has_any' })).toBe(2);
    expect((await ask(owner, 'POST', `${TAGS}/${into}/merge`, { into })).status).toBe(422);
    expect((await ask(owner, 'POST', `${TAGS}/${from}/merge`, { into: 999_999 })).status).toBe(404);
  });

  it('follows from merged to merged', async () => {
    const [a, b, c] = [await makeTag('First of three'), await makeTag('Second of three'), await makeTag('Third of three')];
    const contact = await makeContact(['First of three']);
    await ask(owner, 'POST', `${TAGS}/${a}/merge`, { into: b });
    await ask(owner, 'POST', `${TAGS}/${b}/merge`, { into: c });
    expect(await tagsOf(contact)).toEqual(['Third of three']);
    expect(await makeTag('first OF three')).toBe(c);
    expect(await inGroup({ tag: [a], operator: 'has_any' })).toBe(1);
  });

  it('is not deleted unseen where something names it', async () => {
    const tag = await makeTag('Watched');
    await ask(owner, 'POST', '/api/groups', { objectId: CONTACT, name: 'Watched ones', criteria: { tag: [tag], operator: 'has_any' } });
    const uses = [{ kind: 'group', name: 'Watched ones', place: expect.stringMatching(/^\/groups\/\d+$/) }];
    expect((await ask(owner, 'GET', `${TAGS}/${tag}/uses`)).body).toEqual({ uses });
    expect(await ask(owner, 'DELETE', `${TAGS}/${tag}`)).toMatchObject({ status: 409, body: { code: 'tag_in_use', details: { uses } } });
    expect((await ask(owner, 'DELETE', `${TAGS}/${tag}?confirmed=true`)).status).toBe(200);
  });

  it('of very many records comes off them in the background, many a transaction', async () => {
    const tag = await makeTag('Crowd');
    await test.owner.query(
      `insert into record_tags (account_id, object_id, tag_id, record_id, added_at)
       select $1, 0, $2, n, now() from generate_series(1000000, 1041000) n`,
      [owner.accountId, tag],
    );
    const { body } = await ask(owner, 'DELETE', `${TAGS}/${tag}`);
    const change = async () => (await ask(owner, 'GET', `/api/objects/${CONTACT}/tag-changes`)).body.changes[0];
    expect(await change()).toMatchObject({ tag: 'Crowd', into: null, status: 'running', total: 41_001, changed: 0 });
    await carryOut(body.changeId);
    expect(await change()).toMatchObject({ status: 'done', changed: 41_001 });
    const left = await test.owner.query('select from record_tags where account_id = $1 and tag_id = $2', [owner.accountId, tag]);
    expect(left.rowCount).toBe(0);
    expect((await events('tag.removed', tag)).length).toBe(41_001);
  });

  it('is found by letters of its name, page by page', async () => {
    for (const name of ['Paged b', 'Paged A', 'paged c']) await makeTag(name);
    const page = async (query: string): Promise<any> => (await ask(owner, 'GET', `${TAGS}?search=AGED%20&${query}`)).body;
    const first = await page('limit=2');
    expect(first.tags.map(({ name }: { name: string }) => name)).toEqual(['Paged A', 'Paged b']);
    expect(first.next).toBe('Paged b');
    expect(await page(`limit=2&after=${encodeURIComponent(first.next)}`)).toMatchObject({ tags: [{ name: 'paged c' }], next: null });
  });

  it('is managed by those who manage fields, in their own account', async () => {
    const tag = await makeTag('Ours');
    for (const [method, path, body] of [
      ['PATCH', `/${tag}`, { name: 'Theirs' }],
      ['DELETE', `/${tag}`],
      ['POST', `/${tag}/merge`, { into: 1 }],
      ['GET', `/${tag}/uses`],
    ] as const) {
      expect((await ask(sales, method, TAGS + path, body)).status).toBe(403);
      expect((await ask(stranger, method, TAGS + path, body)).status).toBe(404);
    }
    expect((await listed()).find(({ id }) => id === tag)).toMatchObject({ name: 'Ours' });
  });
});
