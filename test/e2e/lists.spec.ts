import type { Page } from '@playwright/test';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

const PEOPLE = 1_200;
const CITIES = ['Kiel', 'Bremen', 'Hamburg'];

/** A file of contacts, by the product's own import. */
function contacts(): Buffer {
  const rows = Array.from({ length: PEOPLE }, (_, n) => {
    const number = String(n).padStart(4, '0');
    return `Person,Nr ${number},person${number}@example.com,${CITIES[n % CITIES.length]}`;
  });
  return Buffer.from(['First name,Last name,E-mail,City', ...rows].join('\n'));
}

const list = (page: Page): string => `${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')}/records/contact`;

async function fill(page: Page): Promise<void> {
  const account = new URL(page.url()).pathname.split('/')[2]!;
  const post = (path: string, data: object | undefined, method = 'POST') =>
    page.request.fetch(path, { method, headers: { 'x-quayside': '1', 'x-account': account }, ...(data ? { data } : {}) });
  const upload = await page.request.post('/api/imports?object=0', {
    headers: { 'x-quayside': '1', 'x-account': account },
    multipart: { file: { name: 'people.csv', mimeType: 'text/csv', buffer: contacts() } },
  });
  const { id } = (await upload.json()) as { id: number };
  const mapping = [1, 2, 3, 11].map((fieldId) => ({ to: 'field', fieldId }));
  const mapped = await post(`/api/imports/${id}/mapping`, { mapping, options: { match: [3], mode: 'both' } }, 'PUT');
  expect(mapped.status(), await mapped.text()).toBe(200);
  await post(`/api/imports/${id}/start`, { permission: 'They asked for our newsletter in the shop.' });
  await expect
    .poll(
      async () =>
        ((await (await page.request.get('/api/records/0/count', { headers: { 'x-account': account } })).json()) as { count: number }).count,
    )
    .toBeGreaterThanOrEqual(PEOPLE);
}

test.describe.configure({ mode: 'serial' });

test('a list is jumped through, sorted by what nobody sorted by before, edited in its cells and taken back', async ({ owner }) => {
  test.setTimeout(120_000);
  await fill(owner);
  await owner.goto(`${list(owner)}?mode=table&columns=name,f3,f11,created`);
  const grid = owner.getByRole('grid', { name: 'Contacts' });
  await expect(grid.getByText('Person Nr 0000')).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', /^1\d{3}$/);
  await grid.focus();
  await owner.keyboard.press('Control+End');
  await expect(grid.getByText(`Person Nr ${PEOPLE - 1}`)).toBeVisible();
  await owner.keyboard.press('Control+Home');
  await expect(grid.getByText('Person Nr 0000')).toBeVisible();
  await grid.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  await expect(grid.getByText(/Person Nr 06\d\d/).first()).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'list-middle');

  await grid
    .getByText(/^Person Nr 06\d\d$/)
    .first()
    .click();
  await expect(owner.getByRole('heading', { level: 1 })).toContainText('Person Nr 06');
  await owner.goBack();
  await expect(grid.getByText(/Person Nr 06\d\d/).first()).toBeVisible();

  await owner.getByRole('columnheader', { name: 'City' }).getByRole('button').click();
  await owner.getByRole('button', { name: 'Make it ready and sort' }).click();
  await expect(owner).toHaveURL(/sort=field%3A11/, { timeout: 15_000 });
  await expect(grid.getByRole('gridcell', { name: 'Bremen' }).first()).toBeVisible();

  const cell = grid.getByRole('row').nth(1).getByRole('gridcell').nth(3);
  await expect(cell).toHaveText('Bremen');
  await cell.click();
  await owner.keyboard.type('Oslo');
  await owner.keyboard.press('Enter');
  await expect(cell).toHaveText('Oslo');
  await owner.getByRole('button', { name: 'Undo' }).click();
  await expect(cell).toHaveText('Bremen');

  const address = grid.getByRole('row').nth(1).getByRole('gridcell').nth(2);
  await address.click();
  await owner.keyboard.press('Enter');
  await owner.keyboard.press('Control+a');
  await owner.keyboard.type('no address');
  await owner.keyboard.press('Enter');
  await expect(address.getByRole('img', { name: /Refused/ })).toContainText('no address');
  await owner.keyboard.press('ArrowUp');
  await expectAccessible(owner);
});

test('a range is chosen across rows nobody has seen, and stays chosen whatever the order', async ({ owner }) => {
  await owner.goto(`${list(owner)}?mode=table&columns=name,f3`);
  const grid = owner.getByRole('grid', { name: 'Contacts' });
  await expect(grid).toHaveAttribute('aria-rowcount', /^1\d{3}$/);
  await grid.getByRole('checkbox', { name: 'Choose row 1', exact: true }).check();
  await grid.evaluate((element) => (element.scrollTop = 36 * 700));
  const far = grid.getByRole('checkbox', { name: 'Choose row 705', exact: true });
  await far.click({ modifiers: ['Shift'] });
  const chosen = owner.getByRole('region', { name: 'What is chosen' });
  await expect(chosen).toContainText('705 chosen');
  await owner.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(owner).toHaveURL(/sort=/);
  await expect(chosen).toContainText('705 chosen');
  await chosen.getByRole('button', { name: /^Choose all/ }).click();
  await grid.getByRole('checkbox', { name: 'Choose row 1', exact: true }).uncheck();
  await expect(chosen).toContainText('all but 1');
});

test('how a list is looked at is kept as a view, shared, changed and reset', async ({ owner }) => {
  await owner.goto(`${list(owner)}?mode=table&columns=name,f11&sort=-created&foot=f11:filled`);
  await expect(owner.getByRole('grid').getByText('Filled')).toBeVisible();
  await owner.getByRole('button', { name: 'Save as a view' }).click();
  await owner.getByLabel('Name of the view').fill('Newest by city');
  await owner.getByLabel('Everybody').check();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Save view' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Newest by city' })).toBeVisible();
  await owner.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(owner.getByText('Changed', { exact: true })).toBeVisible();
  await keepScreens(owner, 'list-view');
  await owner.getByRole('button', { name: 'Reset' }).click();
  await expect(owner).toHaveURL(/sort=-created/);
  await owner.getByRole('button', { name: 'More for the view Newest by city' }).click();
  await owner.getByRole('menuitem', { name: 'Begin with this view' }).click();
  await owner.goto(list(owner));
  await expect(owner.getByRole('heading', { level: 1, name: 'Newest by city' })).toBeVisible();
  await owner.getByRole('navigation', { name: 'Views and groups' }).getByRole('link', { name: 'All' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
});

test('on a phone the list is rows of two lines that open their record', async ({ owner }) => {
  await owner.setViewportSize({ width: 390, height: 844 });
  await owner.goto(`${list(owner)}?mode=table`);
  const grid = owner.getByRole('grid', { name: 'Contacts' });
  await expect(grid.getByText('Person Nr 0000')).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'list-phone');
  await grid.getByText('Person Nr 0000').click();
  await expect(owner.getByRole('heading', { level: 1, name: /Person Nr 0000/ })).toBeVisible();
});
