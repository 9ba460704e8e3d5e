import { expect, it } from 'vitest';
import { runJob } from '../../src/app/jobs.ts';
import { makeMap } from '../maps.ts';
import { storyWorld } from '../automations/story-world.ts';

/** What people who look after maps do with them and with those on them, as they do it. */
const world = storyWorld();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Step = [string, Record<string, unknown>, (number | null)[]?];
const days = (amount: number): Step => ['wait', { wait: 'for', amount, unit: 'days' }];
const tag = (name: string): Step => ['tag.add', { tag: name }];
const post = (url: string, body: object = {}): Promise<any> => world.user.post(url, body);
const later = (ms: number): Promise<void> => world.run(new Date(world.test.clock.now().getTime() + ms).toISOString());
const placesOf = async (id: number): Promise<[number, number, string][]> =>
  (await world.user.get(`/api/records/0/${id}/automations`)).map((one: { automationId: number; stepId: number; state: string }) => [
    one.automationId,
    one.stepId,
    one.state,
  ]);

it('publishing says whom it concerns; whoever stood on removed steps is moved, taken off or kept as chosen, and the ledger says why', async () => {
  const [ada, bob, eve] = [await world.contact('Ada'), await world.contact('Bob'), await world.contact('Eve')];
  const named = (name: string): Record<string, unknown> => ({ field: 1, operator: 'is', values: [name] });
  const first = makeMap([
    ['condition', { branches: [{ criteria: named('Ada') }, { criteria: named('Bob') }] }, [2, 3, 4]],
    ['wait', { wait: 'for', amount: 5, unit: 'days' }, [5]],
    ['wait', { wait: 'for', amount: 5, unit: 'days' }, [5]],
    ['wait', { wait: 'for', amount: 5, unit: 'days' }, [5]],
    tag('By the old way'),
    tag('Both ways'),
  ]);
  const { id } = await post('/api/automations', { name: 'Changing', objectId: 0, map: first });
  await post(`/api/automations/${id}/publish`);
  await world.add(id, ada, bob, eve);
  expect(await Promise.all([ada, bob, eve].map(placesOf))).toEqual([[[id, 2, 'waiting']], [[id, 3, 'waiting']], [[id, 4, 'waiting']]]);

  const second = { ...first, start: 6, steps: first.steps.filter((step) => step.id === 6) };
  await world.user.patch(`/api/automations/${id}`, { revision: 1, map: second });
  const effect = await world.user.get(`/api/automations/${id}/effect`);
  expect(effect.standing).toBe(3);
  expect(effect.steps.map(({ stepId, fate, now }: Record<string, unknown>) => [stepId, fate, now])).toEqual(
    expect.arrayContaining([2, 3, 4].map((step) => [step, 'removed', 1])),
  );
  await post(`/api/automations/${id}/publish`, {
    revision: effect.revision,
    removed: { 2: { do: 'move', to: 6 }, 3: { do: 'end' }, 4: { do: 'keep' } },
  });
  await runJob(world.test.database, 'automations.transfer-people', { accountId: world.seat.accountId, automationId: id });
  await world.run();
  expect([await world.tagsOf(ada), await placesOf(ada)]).toEqual([['Both ways'], []]);
  expect([await world.tagsOf(bob), await placesOf(bob)]).toEqual([[], []]);
  expect(await placesOf(eve)).toEqual([[id, 4, 'waiting']]);
  for (const [who, to] of [
    [ada, 6],
    [bob, null],
  ] as const)
    expect((await world.way(id, who)).find(({ kind }) => kind === 'automation.transferred')).toMatchObject({
      stepId: to,
      cause: { kind: 'automation.published' },
    });
  await later(5 * DAY);
  expect([await world.tagsOf(eve), await placesOf(eve)]).toEqual([['Both ways', 'By the old way'], []]);
});

it('a paused map lets nobody in and moves nobody; running on, whoever was due goes on at once', async () => {
  const map = await world.publish('Paused', [days(1), tag('Went on')], { triggers: [{ event: 'note.added' }] });
  const [ada, bob] = [await world.contact('Ann'), await world.contact('Ben')];
  await world.add(map, ada);
  await post(`/api/automations/${map}/pause`);
  await post(`/api/records/0/${bob}/notes`, { body: 'Hello' });
  await later(3 * DAY);
  expect([await placesOf(ada), await placesOf(bob)]).toEqual([[[map, 1, 'waiting']], []]);
  await post(`/api/automations/${map}/resume`);
  await world.run();
  expect([await world.tagsOf(ada), await world.tagsOf(bob)]).toEqual([['Went on'], []]);
  expect(await world.walked(map, ada)).toEqual([
    [1, null],
    [2, 0],
  ]);
});

it('whoever cannot take a step is set aside there with the reason; corrected, they try again, or go elsewhere', async () => {
  const date = { fieldId: 8, amount: 0, unit: 'days', direction: 'before' };
  const map = await world.publish('Set aside', [['wait', { wait: 'field', offset: date, missing: 'fail' }], tag('Dated'), tag('Behind')]);
  const people = [
    await world.contact('Cy', { 8: '2020-01-01' }),
    await world.contact('Di'),
    await world.contact('Ed'),
    await world.contact('Flo'),
  ];
  const [cy, di, ed, flo] = people as [number, number, number, number];
  await world.add(map, ...people);
  expect(await world.tagsOf(cy)).toEqual(['Behind', 'Dated']);
  const failed = await world.user.get(`/api/automations/${map}/steps/1/people?state=failed`);
  expect(failed.people.map(({ recordId }: { recordId: number }) => recordId).toSorted()).toEqual([di, ed, flo].toSorted());
  expect(failed.people[0].failure).toContain('no date');
  const { steps } = await world.user.get(`/api/automations/${map}/counts`);
  expect(steps.find(({ id }: { id: number }) => id === 1)).toMatchObject({ arrived: 4, failed: 3, standing: 0, exits: [1] });

  await world.user.patch(`/api/records/0/${di}`, { values: { 8: '2020-01-01' } });
  expect(await post(`/api/automations/${map}/steps/1/retry`)).toMatchObject({ retried: 3 });
  await world.run();
  expect([await world.tagsOf(di), await placesOf(ed)]).toEqual([['Behind', 'Dated'], [[map, 1, 'failed']]]);
  await post(`/api/automations/${map}/steps/1/move`, { recordIds: [ed], to: 3 });
  await post(`/api/automations/${map}/steps/1/move`, { recordIds: [flo], to: 'end' });
  await world.run();
  expect([await world.tagsOf(ed), await world.tagsOf(flo), await placesOf(ed), await placesOf(flo)]).toEqual([['Behind'], [], [], []]);
  expect((await world.way(map, ed)).map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['automation.entered', null],
    ['automation.moved', 'failed'],
    ['automation.moved', 'failed'],
    ['automation.moved_by_hand', null],
    ['automation.moved', 'ended'],
  ]);
});

it('a rule outside maps, a score and a router work together: points raise the band, the band brings somebody to a map, the map to a user', async () => {
  const [cleo, dan] = [await world.colleague('Cleo'), await world.colleague('Dan')];
  const lines = [{ id: 1, is: 'event', points: 30, event: 'event.received', perDay: 2 }];
  const bands = [
    { name: 'Hot', from: 50 },
    { name: 'Cold', from: 0 },
  ];
  const decay = { percent: 50, days: 7 };
  const score = await post('/api/scores', { objectId: 0, name: 'Warmth', settings: { lines, bands, decay } });
  const members = [{ userId: cleo.userId }, { userId: dan.userId }];
  const router = await post('/api/lead-routers', { objectId: 0, name: 'In turns', settings: { members, keepOwner: false } });
  const hot = score.settings.bands.find(({ name }: { name: string }) => name === 'Hot').id;
  const map = await world.publish('Hot ones', [['lead.route', { routerId: router.id }], tag('Handed over')], {
    triggers: [{ event: 'record.updated', fields: [score.bandFieldId], where: [{ key: 'after', operator: 'is', values: [hot] }] }],
  });
  const rule = await post('/api/rules', {
    name: 'Cold again',
    objectId: 0,
    triggers: [{ event: 'record.updated', fields: [score.bandFieldId], where: [{ key: 'before', operator: 'is', values: [hot] }] }],
    criteria: { field: 6, operator: 'is', values: ['Baker'] },
    actions: [{ kind: 'tag.add', settings: { tag: 'Cooled down' } }],
  });
  expect(rule.problems).toEqual({});
  const people = [await world.contact('Gus', { 6: 'Baker' }), await world.contact('Hal', { 6: 'Cook' })];
  const visits = (id: number) => post(`/api/records/0/${id}/events`, { name: 'page.visited' });
  await world.run();
  for (const id of people) await visits(id);
  await world.run();
  for (const id of people) expect(await world.way(map, id)).toEqual([]);
  for (const id of people) await visits(id);
  await world.run();
  const owners = [];
  for (const id of people) {
    const [entered, moved] = await world.way(map, id);
    expect(entered).toMatchObject({ kind: 'automation.entered', cause: { kind: 'record.updated' } });
    expect(moved!.effects.map(({ kind, stepId }) => [kind, stepId])).toEqual(
      expect.arrayContaining([
        ['lead.routed', 1],
        ['tag.added', 2],
      ]),
    );
    owners.push((await world.user.get(`/api/records/0/${id}`)).ownerId);
  }
  expect(owners.toSorted()).toEqual([cleo.userId, dan.userId].toSorted());

  await later(8 * DAY);
  for (let round = 0; round < 3; round++) await later(HOUR);
  expect(await Promise.all(people.map(world.tagsOf))).toEqual([['Cooled down', 'Handed over'], ['Handed over']]);
  expect((await world.way(rule.id, people[0]!)).map(({ kind }) => kind)).toEqual(['automation.entered', 'automation.moved']);
});
