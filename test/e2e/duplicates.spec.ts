import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const PEOPLE = [
  { 1: 'Ada', 2: 'Byron', 3: 'ada@byron.example', 11: 'Husby' },
  { 1: 'Ada', 2: 'Byrn', 5: '+49 431 5551234', 11: 'Husby' },
  { 1: 'Wilhelmina Alexandra Theodora', 2: 'von und zu Oberhausen-Niederlinden', 3: 'w@oberhausen.example', 11: 'Husum' },
  { 1: 'Wilhelmina Alexandra Theodora', 2: 'von und zu Oberhausen-Niederlindn', 11: 'Husum' },
  { 1: 'Ben', 2: 'Quayle', 11: 'Kiel' },
];

test('somebody finds who is there twice, compares, merges, undoes it, and says who is not the same', async ({ owner: page }) => {
  test.setTimeout(180_000);
  await page.waitForURL(/\/a\/\d+/);
  const account = /\/a\/(\d+)/.exec(page.url())![1]!;
  const made = await page.evaluate(
    async ([id, people]) => {
      const headers = { 'x-quayside': '1', 'x-account': id as string, 'content-type': 'application/json' };
      const ids: number[] = [];
      for (const values of people as object[]) {
        const answer = await fetch('/api/records/0', { method: 'POST', headers, body: JSON.stringify({ values }) });
        ids.push(((await answer.json()) as { id: number }).id);
      }
      return ids;
    },
    [account, PEOPLE] as const,
  );
  await page.goto(`/a/${account}/records/contact/duplicates`);
  await expect(page.getByRole('heading', { name: 'Find who is there twice' })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'duplicates-empty');

  await page.getByRole('button', { name: 'Write a rule of your own' }).click();
  const drawer = page.getByRole('dialog', { name: 'New rule' });
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('Nearly one name in one city');
  await drawer.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'City', exact: true }).click();
  await drawer.getByRole('button', { name: 'Add a condition' }).click();
  await expect(drawer.getByText('2 duplicates among the')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'duplicates-rule');
  await drawer.getByRole('button', { name: 'Save and search' }).click();

  const found = page.getByRole('list', { name: 'Found duplicates' });
  await expect(found.getByRole('link', { name: 'Ada Byrn', exact: true })).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  await keepScreens(page, 'duplicates-found');

  await found.getByRole('button', { name: /^Compare Ada/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge 2 contacts' });
  await dialog.getByRole('radio', { name: 'Last name of Ada Byrn' }).click();
  await expectAccessible(page);
  await keepScreens(page, 'duplicates-compare');
  await dialog.getByRole('button', { name: 'Merge 2 into one' }).click();
  await expect(page.getByText('Merged into Ada Byron.')).toBeVisible();
  await expect(found.getByRole('link', { name: 'Ada Byrn', exact: true })).toBeHidden();

  await page.goto(`/a/${account}/records/contact/${made[1]}`);
  await expect(page).toHaveURL(new RegExp(`/records/contact/${made[0]}`));
  await expect(page.getByRole('heading', { name: 'Ada Byrn', level: 1, exact: true })).toBeVisible();

  await page.goto(`/a/${account}/records/contact/duplicates?tab=merged`);
  await expectAccessible(page);
  await keepScreens(page, 'duplicates-merged');
  await page.getByRole('button', { name: 'Undo merging Ada Byrn' }).click();
  await expect(page.getByText('Ada Byrn is back.')).toBeVisible();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();

  await page.goto(`/a/${account}/records/contact/${made[0]}`);
  await expect(page.getByText('This may be here twice')).toBeVisible({ timeout: 15_000 });
  await keepScreens(page, 'duplicates-banner');
  await page.goto(`/a/${account}/records/contact?open=new-record/contact`);
  await page.getByRole('textbox', { name: 'First name' }).fill('Ada');
  await page.getByRole('textbox', { name: 'Last name' }).fill('Byron');

  await page.goto(`/a/${account}/records/contact/duplicates`);
  await expect(found.getByRole('listitem').first()).toBeVisible();
  await page.getByRole('button', { name: 'Merge all' }).click();
  const all = page.getByRole('dialog', { name: /^Merge all that/ });
  await expect(all.getByText('4 records become 2.')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'duplicates-all');
  await all.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('n');
  await expect(page.getByText('They will not be found again.')).toBeVisible();
  await expect(found.getByRole('button', { name: /^Compare/ })).toHaveCount(1);
});
