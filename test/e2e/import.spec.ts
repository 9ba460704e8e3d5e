import { HUBSPOT_COMPANIES, HUBSPOT_CONTACTS } from '../exports.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const BROKEN_ROW = '599,Zed,Nobody,not an address,,,Lead,New,2023-03-04 08:00,,,,,\n';

test('two files of another program are dropped, recognised, previewed, brought in, and taken back', async ({ owner: page }) => {
  const home = new URL(page.url()).pathname.replace(/\/$/, '');
  await page.goto(`${home}/imports/new`);
  await page.getByLabel('CSV or Excel files').waitFor();
  await page.locator('input[type=file]').setInputFiles([
    { name: 'hubspot-contacts.csv', mimeType: 'text/csv', buffer: Buffer.from(HUBSPOT_CONTACTS + BROKEN_ROW) },
    { name: 'hubspot-companies.csv', mimeType: 'text/csv', buffer: Buffer.from(HUBSPOT_COMPANIES) },
  ]);
  await page.getByRole('button', { name: 'Upload 2 files' }).click();

  await expect(page.getByText('Looks like an export of HubSpot contacts')).toBeVisible();
  await expect(page.getByRole('combobox', { name: '“Email” becomes' })).toHaveValue('Email');
  await expect(page.getByRole('combobox', { name: '“Record ID” becomes' })).toHaveValue('Id in the other program');
  const preview = page.getByRole('region', { name: 'The first rows as they would be stored' });
  await expect(preview.getByText('is not an e-mail address')).toBeVisible();
  await expect(page.getByText('Of 4 rows: 3 new, 0 updated, 0 unchanged, 1 not taken')).toBeVisible();
  await expectAccessible(page);
  await preview.scrollIntoViewIfNeeded();
  await keepScreens(page, 'import-several-preview');

  await page
    .getByLabel('How did these people ask to hear from you?')
    .fill('They signed up for our newsletter on our own web site since 2021.');
  await page.getByRole('button', { name: 'Import 2 files, 6 rows' }).click();
  await expect(page.getByRole('heading', { name: 'Finished' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('link', { name: /Download 1 row/ })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'import-several-finished');

  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('4 records that it made go to the bin', { exact: false })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await expect(page).toHaveURL(/\/bulk\/\d+/);
  await page.goto(`${home}/records/contact`);
  await expect(page.getByText('anna@harbour-bakery.example')).toHaveCount(0);
});
