import type { Page } from '@playwright/test';
import { CONTACT_FIELDS as C } from '../../src/records/schema.ts';
import { callsOf } from './support/calls.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const PEOPLE = [
  { [C.firstName]: 'Wilhelmina', [C.lastName]: 'Tidewater', [C.email]: 'wilhelmina@tidewater.example', [C.city]: 'Tönning' },
  { [C.firstName]: 'Octavian', [C.lastName]: 'Tidewater', [C.email]: 'octavian@tidewater.example', [C.city]: 'Husum' },
  { [C.firstName]: 'Ludmilla', [C.lastName]: 'Tidewater', [C.email]: 'ludmilla@tidewater.example' },
];

test('a letter is composed from a template with words for some alone, and seen as three people get it', async ({
  owner: page,
  quayside,
}) => {
  test.setTimeout(150_000);
  await test.step('three people, and a template', async () => {
    const account = Number(/\/a\/(\d+)/.exec(page.url())?.[1]);
    const call = callsOf(page, quayside.url, account);
    for (const person of PEOPLE) await call('POST', '/api/records/0', { values: person });
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Messages' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Write a message' }).first().click();
    await page.getByRole('link', { name: 'Begin with a template' }).click();
    await page.getByRole('button', { name: 'Announcement' }).click();
    await expect(sheet(page)).toBeVisible();
  });

  await test.step('words for some, and others for everybody else', async () => {
    await sheet(page)
      .getByRole('group', { name: /^Columns, 1 of/ })
      .focus();
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await page.getByRole('button', { name: 'Choose who sees it' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('option', { name: 'City' }).first().click();
    await page.getByLabel('City: values').fill('Tönning');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Keep who sees it' }).click();
    await sheet(page).getByRole('button', { name: 'Add a block here' }).click();
    await page.getByRole('menuitem', { name: 'Text' }).click();
    await page.keyboard.type('The ferry leaves at noon, {{ contact.first_name }}.');
    await sheet(page).getByRole('group', { name: 'Text, 1 of 1 in Condition' }).click();
    await page.keyboard.type('Walk to the old harbour, {{ contact.first_name }}.');
    await expect(sheet(page).locator('[data-merge]').filter({ hasText: 'First name' })).toHaveCount(2);
    await expectAccessible(page);
    await keepScreens(page, 'compose');
  });

  await test.step('a block is moved by keys alone, and taken back', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(sheet(page).getByRole('group', { name: /^Text, 1 of 2 in Everybody else sees/ })).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(sheet(page).getByRole('group', { name: 'Text, 1 of 1 in Condition' })).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  });

  await test.step('each of the three sees their own', async () => {
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    for (const [name, words] of [
      ['Wilhelmina', 'Walk to the old harbour, Wilhelmina.'],
      ['Octavian', 'The ferry leaves at noon, Octavian.'],
      ['Ludmilla', 'The ferry leaves at noon, Ludmilla.'],
    ] as const) {
      const reader = page.getByRole('combobox', { name: 'As it reaches' });
      await reader.fill(`${name} Tidewater`);
      await page.getByRole('option', { name: `${name} Tidewater` }).click();
      const letter = page.getByTitle(/^Letter: /);
      await expect(letter).toHaveAttribute('srcdoc', new RegExp(words));
      expect((await letter.getAttribute('srcdoc'))?.match(/ferry leaves|Walk to/g)).toHaveLength(1);
    }
    await keepScreens(page, 'compose-preview');
  });

  await test.step('it is looked over and published', async () => {
    await page.getByRole('button', { name: /^Checks/ }).click();
    await expect(page.getByRole('heading', { name: 'Who would get it today' })).toBeVisible();
    await expectAccessible(page);
    await keepScreens(page, 'compose-checks');
  });
});

test('a letter goes to a group: who gets it and who does not, on its way, and what became of it', async ({ owner: page, quayside }) => {
  test.setTimeout(60_000);
  const account = Number(/\/a\/(\d+)/.exec(page.url())?.[1]);
  const call = callsOf(page, quayside.url, account);
  await call('PATCH', '/api/account', { postalAddress: 'Harbour Row 7, 28195 Bremen' });
  for (const name of ['Isolde', 'Leopold', 'Cornelius']) {
    const values = { [C.firstName]: name, [C.lastName]: 'Lanternkeeper', [C.email]: `${name.toLowerCase()}@lanternkeeper.example` };
    const { id } = await call('POST', '/api/records/0', { values });
    if (name !== 'Cornelius')
      await call('POST', `/api/objects/0/records/${id}/permission/give`, { channel: 'email', evidence: 'Asked at the quay.' });
  }
  const criteria = { field: C.lastName, operator: 'is', values: ['Lanternkeeper'] };
  const group = await call('POST', '/api/groups', { objectId: 0, name: 'Lantern keepers', criteria });
  const body = { kind: 'plain', text: 'Hello {{ contact.first_name }}, the lamp is lit: https://lanterns.example/lit' };
  const { message } = await call('POST', '/api/messages', { name: 'The lamp is lit', subject: 'The lamp is lit', body });
  await call('POST', `/api/messages/${message.id}/publish`);

  await test.step('before it is sent, who gets it is told, and who does not and why', async () => {
    await page.goto(`/a/${account}/groups/${group.id}`);
    await page.getByRole('link', { name: 'Send a broadcast' }).click();
    await page.getByRole('combobox', { name: 'Message' }).click();
    await page.getByRole('option', { name: 'The lamp is lit' }).click();
    await expect(page.getByText('They have not asked for letters, or have unsubscribed.')).toBeVisible();
    await expectAccessible(page);
    await keepScreens(page, 'broadcast-before');
    await page.getByRole('button', { name: 'Send to 2 people' }).click();
  });

  await test.step('it is followed until it is sent, and its report opens on people', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'The lamp is lit' })).toBeVisible();
    await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: /^Kept in the Outbox\s*2/ }).click();
    await expect(page.getByRole('dialog').getByRole('link', { name: 'Isolde Lanternkeeper' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await keepScreens(page, 'broadcast-report');
  });
});

const sheet = (page: Page) => page.getByRole('group', { name: 'Document', exact: true });
