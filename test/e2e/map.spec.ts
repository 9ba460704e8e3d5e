import type { Locator, Page } from '@playwright/test';
import { callsOf } from './support/calls.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test.use({ business: 'maps' });
test.describe.configure({ mode: 'serial' });

const accountOf = (page: Page): string => new URL(page.url()).pathname.split('/')[2]!;
const canvas = (page: Page): Locator => page.getByRole('application', { name: /^Map of/ });
const drawer = (page: Page): Locator => page.getByRole('dialog');
const saved = (page: Page): Promise<void> => expect(page.getByText('Saved', { exact: true })).toBeVisible();
/** What stands on the map, as it reads from above. */
async function told(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Show the whole map' }).click();
  return canvas(page).evaluate((map) =>
    [...map.querySelectorAll<HTMLElement>('[data-element^="step-"]')]
      .map((element) => ({ words: element.innerText.trim().replaceAll(/\s+/g, ' '), at: element.getBoundingClientRect() }))
      .toSorted((one, other) => one.at.top - other.at.top || one.at.left - other.at.left)
      .map(({ words }) => words),
  );
}

const WELCOME = ['Wait 1 day', 'Send “Hello there”', 'Tagged Newcomer?', 'Add tag Friend', 'End', 'End'];

async function prepare(page: Page, url: string): Promise<void> {
  const call = callsOf(page, url, Number(accountOf(page)));
  await call('PATCH', '/api/account', { postalAddress: 'Harbour Row 7, 28195 Bremen' });
  const { message } = await call('POST', '/api/messages', {
    name: 'Hello there',
    subject: 'Hello',
    body: { kind: 'plain', text: 'Hello' },
  });
  await call('POST', `/api/messages/${message.id}/publish`);
  const { id } = await call('POST', '/api/records/0', { values: { 1: 'Nia', 3: 'nia@northlight.example' } });
  await call('POST', `/api/records/0/${id}/tags`, { name: 'Newcomer' });
}

async function begin(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Automations' }).click();
  await page.getByRole('main').getByRole('button', { name: 'New automation' }).first().click();
  await drawer(page).getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Add automation' }).click();
  await expect(canvas(page)).toBeVisible();
}

/** Builds the welcome map by pressing what is seen. */
async function byMouse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add trigger' }).click();
  await drawer(page).getByRole('combobox', { name: 'What happens' }).click();
  await page.getByRole('option', { name: 'A tag is added' }).click();
  await page.getByRole('button', { name: 'Keep trigger' }).click();
  await choose(page, page.getByRole('button', { name: 'What happens first?' }), 'Wait');
  await page.getByRole('button', { name: 'Keep step' }).click();
  await choose(page, next(page), 'Send an e-mail');
  await expect(drawer(page).getByRole('combobox', { name: 'Message' })).toHaveValue('Hello there');
  await page.getByRole('button', { name: 'Keep step' }).click();
  await choose(page, next(page), 'Ask a question');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('option', { name: 'Tags' }).click();
  await page.getByRole('option', { name: 'Newcomer' }).click();
  await page.getByRole('button', { name: 'Keep step' }).click();
  await expect(next(page)).toHaveCount(2);
  await choose(page, next(page).last(), 'End the path');
  await expect(next(page)).toHaveCount(1);
  await choose(page, next(page), 'Add a tag');
  await drawer(page).getByLabel('Tag').fill('Friend');
  await page.getByRole('button', { name: 'Keep step' }).click();
  await choose(page, next(page), 'End the path');
}

const next = (page: Page): Locator => canvas(page).getByRole('button', { name: 'What happens next?' });

async function choose(page: Page, button: Locator, kind: string): Promise<void> {
  await button.click();
  await page.getByRole('option', { name: kind, exact: true }).click();
}

/** Builds the same map without touching the mouse: what is typed and pressed is all there is. */
async function byKeyboard(page: Page): Promise<void> {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const add = async (kind: string): Promise<void> => {
    await press('n');
    await page.keyboard.type(kind);
    await press('Enter');
  };
  const keep = async (): Promise<void> => {
    await expect(drawer(page)).toBeVisible();
    await press('Enter');
    await expect(drawer(page)).toHaveCount(0);
    await expect(canvas(page)).toBeFocused();
  };
  await canvas(page).focus();
  await press('ArrowUp', 'Enter');
  await expect(drawer(page).getByRole('combobox', { name: 'What happens' })).toBeFocused();
  await press('Control+a');
  await page.keyboard.type('A tag is added');
  await press('ArrowDown', 'Enter');
  await keep();
  await press('ArrowDown', 'ArrowDown', 'Enter');
  await page.keyboard.type('wait');
  await press('Enter');
  await keep();
  await add('e-mail');
  await expect(drawer(page).getByRole('combobox', { name: 'Message' })).toHaveValue('Hello there');
  await keep();
  await add('question');
  await expect(drawer(page).getByRole('button', { name: 'Add a condition' })).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Add a condition' }).focus();
  await press('Enter');
  await page.keyboard.type('tags');
  await press('Enter');
  await expect(page.getByRole('option', { name: 'Newcomer' })).toBeVisible();
  await press('ArrowDown', 'Enter', 'Escape');
  await expect(page.getByText('Has the tag Newcomer').or(page.getByText('1 contact'))).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Keep step' }).focus();
  await keep();
  await press('ArrowDown', 'ArrowRight', 'Enter');
  await page.keyboard.type('end the');
  await press('Enter', 'ArrowLeft', 'Enter');
  await page.keyboard.type('add a tag');
  await press('Enter');
  await expect(drawer(page).getByLabel('Tag')).toBeFocused();
  await page.keyboard.type('Friend');
  await press('Escape');
  await keep();
  await add('end the');
}

test('builds the welcome map from nothing with the mouse', async ({ owner, quayside }) => {
  await prepare(owner, quayside.url);
  await begin(owner, 'Welcome');
  await expectAccessible(owner);
  await keepScreens(owner, 'map-empty');
  await byMouse(owner);
  await saved(owner);
  expect(await told(owner)).toEqual(WELCOME);
  await expectAccessible(owner);
  await keepScreens(owner, 'map-welcome');
});

test('builds it again with the keyboard alone, and hears where the keys are', async ({ owner }) => {
  await begin(owner, 'Welcome by keys');
  await byKeyboard(owner);
  await saved(owner);
  expect(await told(owner)).toEqual(WELCOME);
  await canvas(owner).focus();
  await owner.keyboard.press('Home');
  await owner.keyboard.press('ArrowDown');
  await expect(owner.locator('[data-said]')).toHaveText('Wait 1 day');
  await owner.keyboard.press('?');
  await expect(owner.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await owner.keyboard.press('Escape');
});

test('takes back and does again, copies to another map, carries a step and joins an open end', async ({ owner }) => {
  await owner.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Automations' }).click();
  await owner.getByRole('link', { name: 'Welcome', exact: true }).click();
  await canvas(owner).focus();
  await owner.keyboard.press('Control+a');
  await owner.keyboard.press('Delete');
  await expect(owner.getByRole('button', { name: 'What happens first?' })).toBeVisible();
  await owner.keyboard.press('Control+z');
  expect(await told(owner)).toEqual(WELCOME);
  await canvas(owner).focus();
  await owner.keyboard.press('Control+Shift+z');
  await expect(owner.getByRole('button', { name: 'What happens first?' })).toBeVisible();
  await owner.getByRole('button', { name: 'Undo' }).click();
  await canvas(owner).focus();
  await owner.keyboard.press('Control+a');
  await owner.keyboard.press('Control+c');
  await saved(owner);

  await begin(owner, 'A copy');
  await canvas(owner).focus();
  await owner.keyboard.press('Control+v');
  expect(await told(owner)).toEqual(WELCOME);
  const wait = await owner.locator('[data-element^="step-"]', { hasText: 'Wait 1 day' }).boundingBox();
  const plus = await owner.locator('[data-place*=\'"exit"\']').first().boundingBox();
  await owner.mouse.move(wait!.x + wait!.width - 8, wait!.y + 8);
  await owner.mouse.down();
  await owner.mouse.move(wait!.x + wait!.width, wait!.y + 30, { steps: 3 });
  const below = await owner.locator('[data-element^="step-"]', { hasText: 'Send “Hello there”' }).boundingBox();
  await owner.mouse.move(plus!.x + plus!.width / 2, below!.y + below!.height + (below!.y - wait!.y - wait!.height) / 2, { steps: 5 });
  await owner.mouse.up();
  expect(await told(owner)).toEqual(['Send “Hello there”', 'Wait 1 day', ...WELCOME.slice(2)]);
  await saved(owner);
});
