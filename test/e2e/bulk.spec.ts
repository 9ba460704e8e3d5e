import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const NAMES = ['Ada', 'Ben', 'Chloe', 'Dana', 'Edsger'];

test('somebody chooses all of a list, changes a field, undoes it, and brings back what was deleted', async ({ owner: page }) => {
  test.setTimeout(180_000);
  await page.waitForURL(/\/a\/\d+/);
  const account = /\/a\/(\d+)/.exec(page.url())![1]!;
  const made = await page.evaluate(
    async ([id, names]) => {
      const headers = { 'x-quayside': '1', 'x-account': id as string, 'content-type': 'application/json' };
      const all = [];
      for (const name of names as string[]) {
        const body = JSON.stringify({ values: { 1: name, 2: 'of the quay', 3: `${name.toLowerCase()}@quay.example`, 11: 'Kiel' } });
        all.push((await fetch('/api/records/0', { method: 'POST', headers, body })).status);
      }
      return all;
    },
    [account, NAMES] as const,
  );
  expect(made.every((status) => status < 300)).toBe(true);

  await page.goto(`/a/${account}/records/contact`);
  await expect(page.getByText('Ada of the quay')).toBeVisible();
  await page.getByRole('checkbox', { name: /^Choose all/ }).click();
  await expect(page.getByRole('button', { name: 'Actions', exact: true })).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByRole('option', { name: 'Change a field' })).toBeVisible();
  await keepScreens(page, 'bulk-menu');
  // The menu closes where the list takes another form, as between a desk and a phone.
  const find = page.getByRole('combobox', { name: 'Find an action' });
  if (!(await find.isVisible())) await page.keyboard.press('b');
  await find.fill('update');
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Change a field' });
  await dialog.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'City', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'City' }).fill('Lübeck');
  const change = dialog.getByRole('button', { name: `Change ${NAMES.length} contacts` });
  await expect(change).toBeEnabled();
  await expect(dialog.getByText('Lübeck').first()).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'bulk-preview');
  await change.click();
  await expect(page.getByText(`Changed City: ${NAMES.length} records.`)).toBeVisible();
  await keepScreens(page, 'bulk-done');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`Undid: Changed City: ${NAMES.length} records.`)).toBeVisible();

  await page.goto(`/a/${account}/bulk`);
  await expect(page.getByText('Undone')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'bulk-history');
  await page.getByText('Changed City', { exact: true }).click();
  await expect(page.getByRole('link', { name: 'See the undoing' })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'bulk-run');

  await page.goto(`/a/${account}/records/contact`);
  await page.getByRole('checkbox', { name: /^Choose all/ }).click();
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('option', { name: 'Put into the bin' }).click();
  await page.getByRole('button', { name: `Put ${NAMES.length} contacts into the bin` }).click();
  await expect(page.getByText(`Put into the bin: ${NAMES.length} records.`)).toBeVisible();

  await page.goto(`/a/${account}/bin`);
  await page.getByRole('textbox', { name: 'Find in the bin' }).fill('ben');
  await expect(page.getByText('Ada of the quay')).toBeHidden();
  await page.getByRole('button', { name: 'Restore Ben of the quay' }).click();
  await expect(page.getByText('Ben of the quay is back.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Find in the bin' }).fill('');
  await expect(page.getByText('Ada of the quay')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'bin');
  await page.getByRole('checkbox', { name: /^Choose all/ }).click();
  await page.getByRole('region', { name: 'What is chosen' }).getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('button', { name: `Restore ${NAMES.length - 1} contacts` }).click();
  await expect(page.getByText(`Restored from the bin: ${NAMES.length - 1} records.`)).toBeVisible();
  await page.goto(`/a/${account}/records/contact`);
  for (const name of NAMES) await expect(page.getByText(`${name} of the quay`)).toBeVisible();
});
