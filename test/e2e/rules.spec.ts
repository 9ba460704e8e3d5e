import { callsOf } from './support/calls.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test.use({ business: 'rules' });

test('a rule is made from nothing, says what it lacks, runs, is turned off and deleted', async ({ owner: page, quayside }) => {
  const drawer = page.getByRole('dialog');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Automations' }).click();
  await page.getByRole('tab', { name: 'Rules' }).click();
  await expect(page.getByRole('heading', { name: 'No rule yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New rule' }).click();
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Newcomers are told apart');
  await drawer.getByRole('combobox', { name: 'Add an action' }).click();
  await page.getByRole('option', { name: 'Add a tag' }).click();
  await drawer.getByRole('button', { name: 'Add rule' }).click();
  await expect(drawer.getByText('Name the tag.').first()).toBeVisible();
  await drawer.getByRole('combobox', { name: 'Tag' }).fill('Newcomer');
  await drawer.getByRole('button', { name: 'Save rule' }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('When a contact is added then add tag Newcomer');
  await expectAccessible(page);

  const account = Number(new URL(page.url()).pathname.split('/')[2]);
  const call = callsOf(page, quayside.url, account);
  const { id } = await call('POST', '/api/records/0', { values: { 1: 'Nia' } });
  await expect(page.getByText('Ran once')).toBeVisible({ timeout: 15_000 });
  await expect.poll(async () => JSON.stringify(await call('GET', `/api/records/0/${id}`))).toContain('Newcomer');

  await page.getByRole('switch').press('Space');
  await expect(page.getByRole('switch')).not.toBeChecked();
  await page.getByRole('button', { name: 'Newcomers are told apart' }).click();
  await drawer.getByRole('button', { name: 'Delete rule' }).click();
  await page.getByRole('button', { name: 'Delete “Newcomers are told apart”' }).click();
  await expect(page.getByRole('heading', { name: 'No rule yet' })).toBeVisible();
});
