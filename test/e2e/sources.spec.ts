import { startSftp } from '../sftp-server.ts';
import { workbook } from '../workbooks.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const PERMISSION = 'They signed up for our newsletter on our own web site since 2021.';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test('a workbook is brought in, and from then on every night what lies on a server', async ({ owner: page }) => {
  test.setTimeout(120_000);
  const home = new URL(page.url()).pathname.replace(/\/$/, '');
  await page.goto(`${home}/settings/import-sources`);
  await expect(page.getByText('No files are fetched yet')).toBeVisible();
  await page.getByRole('button', { name: 'Make a PGP key' }).click();
  await page.getByRole('button', { name: 'Make an SSH key' }).click();
  await expect(page.getByText('In use')).toHaveCount(2);
  await expectAccessible(page);
  await keepScreens(page, 'sources-empty');

  await page.goto(`${home}/imports/new`);
  await page.getByLabel('CSV or Excel files').waitFor();
  const buffer = await workbook({
    sheets: [
      {
        name: 'Cover',
        rows: [
          ['Customers', null],
          ['of', 'spring'],
        ],
      },
      {
        name: 'Customers of the shop',
        rows: [
          ['Spring of 2026'],
          null,
          ['Email', 'First name', 'Last name'],
          ['ada@example.com', 'Ada', 'Ames'],
          ['bob@example.com', 'Bob', 'Berg'],
        ],
      },
    ],
  });
  await page.locator('input[type=file]').setInputFiles([{ name: 'customers.xlsx', mimeType: XLSX, buffer }]);
  await page.getByRole('button', { name: 'Upload file' }).click();
  await expect(page.getByRole('combobox', { name: 'Sheet' })).toHaveValue('Customers of the shop');
  await expect(page.getByText('The sheet “Customers of the shop”; row 3 names the columns.')).toBeVisible();
  await page.getByRole('button', { name: 'Read it differently' }).click();
  await expect(page.getByLabel('The table begins in row')).toHaveValue('3');
  await expectAccessible(page);
  await keepScreens(page, 'sources-workbook');
  await page.getByLabel('How did these people ask to hear from you?').fill(PERMISSION);
  await page.getByRole('button', { name: /^Import .*2 / }).click();
  await expect(page.getByRole('heading', { name: 'Finished' })).toBeVisible({ timeout: 20_000 });

  const server = await startSftp({ user: 'harbour', password: 'swordfish' });
  server.put('/outgoing/monday.csv', 'Email,First name,Last name\neve@example.com,Eve,Ek\n', 1);
  server.put('/outgoing/changed.csv', 'Email,Given name\nzoe@example.com,Zoe\n', 2);
  await page.getByRole('link', { name: 'Do this again by a schedule' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Till of the shop beside the old harbour, of every evening');
  await form.getByLabel('Address', { exact: true }).fill('127.0.0.1');
  await form.getByLabel('Port', { exact: true }).fill(String(server.port));
  await form.getByLabel('User', { exact: true }).fill('harbour');
  await form.getByRole('textbox', { name: 'Password', exact: true }).fill('swordfish');
  await form.getByRole('textbox', { name: 'Folder', exact: true }).fill('/outgoing');
  await form.getByRole('button', { name: 'Test the connection' }).click();
  await expect(form.getByText('Connected. 2 files fit.')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'sources-form');
  await form.getByRole('button', { name: 'Save source' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Till of the shop/ })).toBeVisible();
  await page.getByRole('button', { name: 'Fetch now' }).click();
  await expect(page.getByText('1 new, 0 updated, 0 not taken')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('missing: “First name”', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'sources-history');
  await page.goto(`${home}/settings/import-sources`);
  await expect(page.getByRole('link', { name: /Till of the shop/ })).toBeVisible();
  await keepScreens(page, 'sources-list');
  await server.close();
});
