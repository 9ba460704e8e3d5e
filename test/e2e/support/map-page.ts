import { expect, type Locator, type Page } from '@playwright/test';
import { callsOf } from './calls.ts';

/** What tests ask of the page of a map, and the welcome map they build there. */
export const accountOf = (page: Page): number => Number(new URL(page.url()).pathname.split('/')[2]);
export const canvas = (page: Page): Locator => page.getByRole('application', { name: /^Map of/ });
export const drawer = (page: Page): Locator => page.getByRole('dialog');
export const saved = (page: Page): Promise<void> => expect(page.getByText('Saved', { exact: true })).toBeVisible();

/** What stands on the map, as it reads from above. */
export async function told(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Show the whole map' }).click();
  return canvas(page).evaluate((map) =>
    [...map.querySelectorAll<HTMLElement>('[data-element^="step-"]')]
      .map((element) => ({ words: element.innerText.trim().replaceAll(/\s+/g, ' '), at: element.getBoundingClientRect() }))
      .toSorted((one, other) => one.at.top - other.at.top || one.at.left - other.at.left)
      .map(({ words }) => words),
  );
}

export const WELCOME = ['Wait 1 day', 'Send “Hello there”', 'Tagged Newcomer?', 'Add tag Friend', 'End', 'End'];

/** The letter, the tag and the first newcomer that the welcome map speaks of; gives the letter's id. */
export async function prepareWelcome(page: Page, url: string): Promise<{ messageId: number }> {
  const call = callsOf(page, url, accountOf(page));
  await call('PATCH', '/api/account', { postalAddress: 'Harbour Row 7, 28195 Bremen' });
  const body = { kind: 'plain', text: 'Hello' };
  const { message } = await call('POST', '/api/messages', { name: 'Hello there', subject: 'Hello', body });
  await call('POST', `/api/messages/${message.id}/publish`);
  await addNewcomer(page, url, 'Nia');
  return { messageId: message.id };
}

export async function addNewcomer(page: Page, url: string, name: string): Promise<void> {
  const call = callsOf(page, url, accountOf(page));
  const { id } = await call('POST', '/api/records/0', { values: { 1: name, 3: `${name.toLowerCase()}@northlight.example` } });
  await call('POST', `/api/records/0/${id}/tags`, { name: 'Newcomer' });
}

export async function begin(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Automations' }).click();
  await page.getByRole('main').getByRole('button', { name: 'New automation' }).first().click();
  await drawer(page).getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Add automation' }).click();
  await expect(canvas(page)).toBeVisible();
}
