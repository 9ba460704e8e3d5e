import { callsOf } from './support/calls.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test.use({ business: 'one where nobody else has the names asked for' });

const MAP = {
  triggers: [],
  start: 1,
  lastId: 5,
  steps: [
    { id: 1, kind: 'tag.add', settings: { tag: 'Seen' }, next: [2] },
    {
      id: 2,
      kind: 'condition',
      settings: { branches: [{ name: 'From Kiel', criteria: { field: 1, operator: 'contains', values: ['A'] } }] },
      next: [3, 4],
    },
    { id: 3, kind: 'wait', settings: { wait: 'for', amount: 3, unit: 'days' }, next: [5] },
    { id: 4, kind: 'tag.add', settings: { tag: 'Elsewhere' }, next: [5] },
    { id: 5, kind: 'end', settings: {}, next: [] },
  ],
};

test('what happened on a map: numbers lead to people, one is followed, moved, and a change is seen down the map', async ({
  owner,
  quayside,
}) => {
  const account = Number(/\/a\/(\d+)/.exec(owner.url())?.[1] ?? 1);
  const call = callsOf(owner, quayside.url, account);
  for (const name of ['Ada', 'Anna', 'Bob']) await call('POST', '/api/records/0', { values: { 1: name } });
  const { id } = await call('POST', '/api/automations', { name: 'Watched', objectId: 0, map: MAP });
  await call('POST', `/api/automations/${id}/publish`, {});
  await call('POST', `/api/automations/${id}/records`, { criteria: { field: 1, operator: 'is', values: ['Ada', 'Anna', 'Bob'] } });

  await owner.goto(`/a/${account}/automations/${id}?mode=performance`);
  await expect(owner.getByRole('button', { name: /^2 stand on “Wait 3 days” now$/ })).toBeVisible();
  await expect(owner.getByRole('button', { name: /^2 .*went on by .*From Kiel/ })).toBeVisible();
  await expectAccessible(owner);

  await owner.getByRole('button', { name: /^2 stand on “Wait 3 days” now$/ }).focus();
  await owner.keyboard.press('Enter');
  const people = owner.getByRole('dialog', { name: 'Wait 3 days' });
  await expect(people.getByRole('link', { name: 'Ada' })).toBeVisible();
  await expectAccessible(owner);
  await people.getByRole('checkbox', { name: 'Choose Ada' }).check();
  await people.getByRole('combobox', { name: 'Move to …' }).click();
  await owner.getByRole('option', { name: /Elsewhere/ }).click();
  await people.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(owner.getByText('One moved.')).toBeVisible();

  await people.getByRole('button', { name: 'Follow Anna' }).click();
  const way = owner.getByRole('region', { name: 'The way of Anna' });
  await expect(way.getByText('Stands on “Wait 3 days”')).toBeVisible();
  await expect(way.getByText(/Went by “From Kiel”/)).toBeVisible();
  await expect(way.getByText(/Got the tag “Seen”/)).toBeVisible();
  await expectAccessible(owner);

  await owner.goto(`/a/${account}/automations/${id}?mode=projection`);
  const share = owner.getByRole('textbox', { name: /From Kiel” in percent/ });
  await share.fill('100');
  await share.press('Enter');
  await expect(owner.getByRole('textbox', { name: 'How many come to “Add tag Elsewhere”' })).toHaveValue('0');
  await owner.getByRole('button', { name: 'Take the change back' }).click();
  await expect(owner.getByRole('textbox', { name: 'How many come to “Add tag Elsewhere”' })).toHaveValue('1');
});

test('a draft is tried out before it is published, tried again with another supposition, and compared', async ({ owner, quayside }) => {
  const account = Number(/\/a\/(\d+)/.exec(owner.url())?.[1] ?? 1);
  const call = callsOf(owner, quayside.url, account);
  await call('POST', '/api/records/0', { values: { 1: 'Cleo' } });
  const wait = { wait: 'criteria', criteria: { field: 1, operator: 'is', values: ['Nobody'] }, limit: { amount: 2, unit: 'days' } };
  const map = {
    triggers: [],
    start: 1,
    lastId: 3,
    steps: [
      { id: 1, kind: 'wait', settings: wait, next: [2, 3] },
      { id: 2, kind: 'tag.add', settings: { tag: 'Tried out' }, next: [null] },
      { id: 3, kind: 'end', settings: {}, next: [] },
    ],
  };
  const { id } = await call('POST', '/api/automations', { name: 'Tried', objectId: 0, map });
  await owner.goto(`/a/${account}/automations/${id}?mode=simulation`);
  const panel = owner.getByRole('region', { name: 'Simulation' });
  await panel.getByRole('button', { name: 'Try it out' }).click();
  await expect(panel.getByRole('heading', { name: 'What would happen' })).toBeVisible({ timeout: 20_000 });
  await expect(panel.getByText('2 days').first()).toBeVisible();
  await expectAccessible(owner);

  await panel.getByRole('checkbox', { name: /^Suppose something of/ }).check();
  await panel.getByRole('textbox', { name: 'Share that does, in percent' }).fill('100');
  await panel.getByRole('button', { name: 'Try it out again' }).click();
  await expect(panel.getByRole('combobox', { name: 'Compared with' })).toBeVisible({ timeout: 20_000 });
  await expect(owner.getByRole('group', { name: /Simulated numbers of “Add tag Tried out”/ })).toContainText('before: 0');
  await expectAccessible(owner);
  expect(await call('GET', `/api/automations/${id}/counts`)).toMatchObject({ entered: 0 });
  expect(JSON.stringify(await call('GET', '/api/objects/0/tags'))).not.toContain('Tried out');
});
