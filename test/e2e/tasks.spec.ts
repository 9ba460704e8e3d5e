import { type Page } from '@playwright/test';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const CONTACT = 0;
const CITY = 11;

/** Sets the scene through the API, as the signed-in owner. */
async function call(page: Page, method: string, path: string, body?: object): Promise<any> {
  const account = /\/a\/(\d+)/.exec(page.url())![1]!;
  return page.evaluate(
    async ([how, where, what, id]) => {
      const reply = await fetch(where!, {
        method: how!,
        headers: { 'content-type': 'application/json', 'x-quayside': '1', 'x-account': id! },
        ...(what ? { body: what } : {}),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${where}: ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    [method, path, body ? JSON.stringify(body) : '', account],
  );
}

async function setScene(page: Page): Promise<{ people: number[] }> {
  const { id: templateId } = await call(page, 'POST', '/api/task-templates', {
    objectId: CONTACT,
    name: 'Offer call',
    subject: 'Call {{ contact.first_name }} about the offer',
    due: { amount: 0, unit: 'hours' },
    fields: [{ fieldId: CITY, required: true }],
    outcomes: [
      { label: 'Wants the offer', actions: [{ kind: 'tag.add', settings: { tag: 'Offer' } }] },
      { label: 'No answer', actions: [] },
    ],
  });
  const people: number[] = [];
  for (const [firstname, lastname] of [
    ['Ada', 'Ahlgren'],
    ['Björn', 'Bergström'],
    ['Chloé', 'Castell-Wolfeschlegelsteinhausenbergerdorff the Younger'],
  ]) {
    const { id } = await call(page, 'POST', `/api/records/${CONTACT}`, { values: { firstname, lastname } });
    people.push(id);
    await call(
      page,
      'POST',
      `/api/records/${CONTACT}/${id}/tasks`,
      firstname === 'Ada' ? { templateId } : { subject: `Write to ${firstname}`, dueAt: soon() },
    );
  }
  await call(page, 'POST', `/api/records/${CONTACT}/${people[1]}/tasks`, {
    subject: 'Send the old invoice',
    dueAt: '2026-01-05T09:00:00Z',
  });
  return { people };
}

const soon = (): string => new Date(Date.now() + 60_000).toISOString();

test('a list of tasks is worked through by keyboard alone: outcome, form, next; a call is logged and a colleague mentioned', async ({
  owner: page,
}) => {
  test.setTimeout(150_000);
  await setScene(page);
  await page.goto(`${page.url().replace(/\/a\/(\d+).*/, '/a/$1')}/tasks`);
  const pane = page.getByRole('region', { name: 'The task at hand' });
  await expect(pane.getByRole('heading', { name: 'Call Ada about the offer' })).toBeVisible();
  await expect(pane.getByRole('link', { name: 'Ada Ahlgren' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Overdue 1' })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'tasks');

  await page.keyboard.press('j');
  await expect(pane.getByRole('heading', { name: 'Write to Björn' })).toBeVisible();
  await page.keyboard.press('k');
  await expect(pane.getByRole('heading', { name: 'Call Ada about the offer' })).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Call Ada about the offer' });
  await expect(dialog.getByRole('button', { name: /Wants the offer/ })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'tasks-complete');
  await page.keyboard.press('1');
  await expect(dialog.getByLabel('City')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Fill in City before you complete this task.')).toBeVisible();
  await dialog.getByLabel('City').focus();
  await page.keyboard.type('Kiel');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  await expect(pane.getByRole('heading', { name: 'Write to Björn' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: 'Write to Björn' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(pane.getByRole('heading', { name: /Write to Chloé/ })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Done' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('Nothing more to do today')).toBeVisible();
  await page.getByRole('tab', { name: 'Upcoming' }).focus();
  await page.keyboard.press('Enter');
  await expect(pane.getByRole('heading', { name: 'Write to Björn' })).toBeVisible();

  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { level: 1, name: 'Björn Bergström' })).toBeVisible();
  await page.getByRole('button', { name: 'Log a call' }).first().focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Log a call' });
  await drawer.getByLabel('Number').fill('+49 431 1234');
  await drawer.getByLabel('Minutes').fill('4');
  await drawer.getByLabel('What was said').fill('Wants it soon, says @ver');
  await expect(page.getByRole('option', { name: 'Vera Lindqvist' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(drawer.getByLabel('What was said')).toHaveValue('Wants it soon, says @Vera Lindqvist ');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Log the call' }).focus();
  await page.keyboard.press('Enter');
  await expect(drawer).toBeHidden();
  const notes = page.getByRole('region', { name: 'Notes' });
  await expect(notes.getByText('Call to +49 431 1234 · 4 minutes · Answered')).toBeVisible();
  await expect(notes.getByText('@Vera Lindqvist')).toBeVisible();
  await expect(page.getByText('We called: answered').first()).toBeVisible();
  await keepScreens(page, 'tasks-call');
});

test('a task template is made with an outcome that sets off a step', async ({ owner: page }) => {
  await page.goto(`${page.url().replace(/\/a\/(\d+).*/, '/a/$1')}/settings/task-templates`);
  await expect(page.getByRole('button', { name: 'Follow-up call' })).toBeVisible();
  await page.getByRole('button', { name: 'New template' }).click();
  const drawer = page.getByRole('dialog', { name: 'New template' });
  await drawer.getByLabel('Name of the template').fill('Welcome');
  await drawer.getByLabel('What is to do').fill('Welcome {{ contact.first_name }}');
  await drawer.getByRole('button', { name: 'Add a step' }).first().click();
  await page.getByRole('menuitem', { name: 'Add a tag' }).click();
  await drawer.getByLabel('Tag').fill('Later');
  await expectAccessible(page);
  await keepScreens(page, 'task-template');
  await drawer.getByRole('button', { name: 'Keep the template' }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('button', { name: 'Welcome' })).toBeVisible();
  await expectAccessible(page);
});
