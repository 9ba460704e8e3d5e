import type { Locator, Page } from '@playwright/test';
import { addNewcomer, begin, canvas, drawer, prepareWelcome, saved, told, WELCOME } from './support/map-page.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test.use({ business: 'maps from nothing' });
test.describe.configure({ mode: 'serial' });

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
  await page.keyboard.type('newc');
  await press('ArrowDown', 'Enter', 'Escape');
  await expect(drawer(page).getByText('2 contacts')).toBeVisible();
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

const standing = (page: Page, count: number, step: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${count} stands? on “${step}” now$`) });

test('with the mouse the welcome map is built from nothing, published and watched, and one person followed', async ({
  owner,
  quayside,
}) => {
  await prepareWelcome(owner, quayside.url);
  await begin(owner, 'Welcome');
  await expectAccessible(owner);
  await keepScreens(owner, 'map-empty');
  await byMouse(owner);
  await saved(owner);
  expect(await told(owner)).toEqual(WELCOME);
  await expectAccessible(owner);
  await keepScreens(owner, 'map-welcome');

  await owner.getByRole('button', { name: 'Publish map' }).click();
  await expect(drawer(owner).getByText('A tag is added')).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'map-publish');
  await drawer(owner).getByRole('button', { name: 'Publish map' }).click();
  await expect(owner.getByText('Running', { exact: true })).toBeVisible();

  await owner.getByText('Performance', { exact: true }).click();
  await owner.getByRole('button', { name: 'Show the whole map' }).click();
  await owner.getByRole('button', { name: 'Add contacts' }).click();
  await drawer(owner).getByRole('button', { name: 'Add contacts' }).click();
  await expect(standing(owner, 1, 'Wait 1 day')).toBeVisible();
  await addNewcomer(owner, quayside.url, 'Tomasz');
  await expect(standing(owner, 2, 'Wait 1 day')).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'map-performance');

  await standing(owner, 2, 'Wait 1 day').click();
  await drawer(owner).getByRole('checkbox', { name: 'Choose Nia' }).check();
  await drawer(owner).getByRole('combobox', { name: 'Move to …' }).click();
  await owner.getByRole('option', { name: /Send “Hello there”/ }).click();
  await drawer(owner).getByRole('button', { name: 'Move', exact: true }).click();
  await expect(drawer(owner).getByRole('checkbox', { name: 'Choose Nia' })).toHaveCount(0);
  await owner.keyboard.press('Escape');
  await expect(standing(owner, 1, 'Wait 1 day')).toBeVisible();
  await owner.getByRole('button', { name: /^1 came to “Add tag Friend”/ }).click();
  await drawer(owner).getByRole('button', { name: 'Follow Nia' }).click();
  const way = owner.getByRole('region', { name: 'The way of Nia' });
  await expect(way.getByText('Got the tag “Friend”').first()).toBeVisible();
  await expect(way.getByText('Went by “Yes”: Has the tag Newcomer')).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'map-follow');
});

/** Goes on with Tab, or back with Shift+Tab, until it stands there, as whoever has no mouse does. */
async function reach(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(to).toBeAttached();
  for (let pressed = 0; pressed < MOST_TABS; pressed++) {
    if (await to.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No way leads to ${String(to)} by ${key}.`);
}
const MOST_TABS = 60;

test('with the keyboard alone it is built again, published and watched, and one person followed', async ({ owner }) => {
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

  await reach(owner, owner.getByRole('button', { name: 'Publish map' }), 'Shift+Tab');
  await owner.keyboard.press('Enter');
  await expect(drawer(owner).getByRole('button', { name: 'Publish map' })).toBeVisible();
  await reach(owner, drawer(owner).getByRole('button', { name: 'Publish map' }));
  await owner.keyboard.press('Enter');
  await expect(owner.getByText('Running', { exact: true })).toBeVisible();
  await reach(owner, owner.getByRole('button', { name: 'Add contacts' }));
  await owner.keyboard.press('Enter');
  await reach(owner, drawer(owner).getByRole('button', { name: 'Add contacts' }));
  await owner.keyboard.press('Enter');
  await expect(drawer(owner)).toHaveCount(0);
  await reach(owner, owner.getByRole('radio', { name: 'Edit' }));
  await owner.keyboard.press('ArrowRight');
  await reach(owner, standing(owner, 2, 'Wait 1 day'));
  await owner.keyboard.press('Enter');
  await reach(owner, drawer(owner).getByRole('button', { name: 'Follow Tomasz' }));
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('region', { name: 'The way of Tomasz' }).getByText('Stands on “Wait 1 day”')).toBeVisible();
});
