import type { Locator, Page } from '@playwright/test';
import { callsOf } from './support/calls.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test.use({ business: 'versions of maps' });

const accountOf = (page: Page): string => new URL(page.url()).pathname.split('/')[2]!;
const dialog = (page: Page): Locator => page.getByRole('dialog');
const wait = (id: number, amount: number, next: number | null) => ({
  id,
  kind: 'wait',
  settings: { wait: 'for', amount, unit: 'days' },
  next: [next],
});
const tag = (id: number, name: string, next: number | null) => ({ id, kind: 'tag.add', settings: { tag: name }, next: [next] });

/** A map that runs with one person on its first wait, and a draft without that wait. */
async function prepare(page: Page, url: string): Promise<number> {
  const call = callsOf(page, url, Number(accountOf(page)));
  const { id: ada } = await call('POST', '/api/records/0', { values: { 1: 'Ada', 3: 'ada@northlight.example' } });
  const map = { triggers: [], start: 1, steps: [wait(1, 2, 2), wait(2, 3, 3), tag(3, 'Friend', null)], lastId: 3 };
  const name = 'Welcome aboard for everybody who asks about sailing here';
  const { id } = await call('POST', '/api/automations', { name, objectId: 0, map });
  await call('POST', `/api/automations/${id}/publish`);
  await call('POST', `/api/automations/${id}/records`, { recordIds: [ada] });
  await expect.poll(async () => (await call('GET', `/api/automations/${id}/effect`)).steps[0]?.now).toBe(1);
  const draft = {
    ...map,
    start: 2,
    steps: [wait(2, 5, 3), tag(3, 'Friend', null)],
    triggers: [{ id: 4, event: 'record.created' }],
    lastId: 4,
  };
  await call('PATCH', `/api/automations/${id}`, { revision: 1, map: draft });
  return id;
}

test('shows what publishing does, compares and restores versions, and carries the map over as a file', async ({
  owner: page,
  quayside,
}) => {
  const id = await prepare(page, quayside.url);
  const account = accountOf(page);
  await page.goto(`/a/${account}/automations/${id}`);

  await page.getByRole('button', { name: 'Publish changes' }).click();
  await expect(dialog(page).getByText('1 person on the map now')).toBeVisible();
  const choice = dialog(page).getByRole('combobox', { name: /What becomes of those/ });
  await expect(choice).toHaveValue('They go on with “Wait 5 days”');
  await expect(dialog(page).getByText('new', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'publish-effect');
  await choice.click();
  await page.getByRole('option', { name: 'They finish by version 1' }).click();
  await dialog(page).getByLabel('Name of this version').fill('Shorter');
  await dialog(page).getByRole('button', { name: 'Publish map' }).click();
  await expect(dialog(page)).toBeHidden();

  await page.getByRole('button', { name: 'Version 2' }).click();
  await page.getByRole('menuitem', { name: 'All versions' }).click();
  await expect(dialog(page).getByText('Version 2: Shorter')).toBeVisible();
  await expect(dialog(page).getByText(/1 person goes by it/)).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'versions');
  await dialog(page).getByRole('button', { name: 'More for Version 2: Shorter' }).click();
  await page.getByRole('menuitem', { name: 'Compare with the version before' }).click();
  const rows = dialog(page).getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: 'Wait 5 days' })).toHaveAttribute('data-difference', 'changed');
  await expect(rows.filter({ hasText: /^Wait 2 days/ })).toHaveAttribute('data-difference', 'removed');
  await expectAccessible(page);
  await keepScreens(page, 'versions-compared');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Version 2' }).click();
  await page.getByRole('menuitem', { name: 'All versions' }).click();
  await dialog(page).getByRole('button', { name: 'More for Version 1' }).click();
  await page.getByRole('menuitem', { name: 'Edit from this version' }).click();
  await expect(page.getByText('Version 1 is being edited again')).toBeVisible();
  await expect(page.getByText('Wait 2 days').first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('Wait 2 days')).toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Version 2' }).click();
  await page.getByRole('menuitem', { name: 'Export as a file' }).click();
  const path = await (await download).path();
  await page.goto(`/a/${account}/automations`);
  await page.getByRole('button', { name: 'Import a map' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'map.json', mimeType: 'application/json', buffer: Buffer.from('no map') });
  await expect(dialog(page).getByText(/is no map that was exported/)).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(path);
  await dialog(page).getByLabel('Name', { exact: true }).fill('From a file');
  await keepScreens(page, 'import-map');
  await dialog(page).getByRole('button', { name: 'Import map' }).click();
  await expect(page.getByRole('heading', { name: 'From a file' })).toBeVisible();
});
