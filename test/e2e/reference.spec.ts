import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test('the reference is read by anyone, searched by keyboard, and a call is sent from it', async ({ owner: page, stranger, quayside }) => {
  await stranger.goto(`${quayside.url}/developers#getGroupsById`);
  await expect(stranger.getByRole('heading', { level: 1, name: 'API reference' })).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'GET /api/groups/{id} ', expanded: true })).toBeVisible();

  await page.goto('/developers');
  await expect(page.getByRole('heading', { level: 1, name: 'API reference' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('list tags');
  const line = page.getByRole('button', { name: 'GET /api/objects/{object}/tags List the tags', expanded: false });
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#getObjectsByObjectTags$/);
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByRole('textbox', { name: 'object' }).fill('0');
  await page.getByRole('button', { name: 'Send GET' }).click();
  await expect(page.getByText(/^200 after/)).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'reference');

  await page.goto('/developers#postGroups');
  const call = page.locator('#postGroups');
  await call.getByRole('button', { name: 'Try it' }).click();
  await call.getByRole('button', { name: 'Send POST' }).click();
  await expect(page.getByRole('dialog')).toContainText('Harbour Row Bikes');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
