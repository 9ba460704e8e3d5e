import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { type MailServer, startMailServer } from '../mail-server.ts';
import { type Quayside, startQuayside } from './support/quayside.ts';
import { keepScreens } from './support/screens.ts';
import { expectAccessible, OWNER, setUp } from './support/test.ts';

const CONTACT = 0;
const DEAL = 149;
const LONG_NAME = 'Wilhelmina-Antonia Featherstonehaugh-Cholmondeley of Saltmarsh';

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.describe('two at one record', () => {
  let mail: MailServer;
  let quayside: Quayside;
  let vera: Page;
  let ben: Page;
  let account: string;
  const errors: string[] = [];

  test.beforeAll(async ({ browser, contextOptions }) => {
    test.setTimeout(45_000);
    mail = await startMailServer();
    quayside = await startQuayside({ SMTP_URL: `smtp://127.0.0.1:${mail.port}` });
    vera = await personAt(browser, contextOptions);
    ben = await personAt(browser, contextOptions);
    await setUp(vera, quayside.setUpLink);
    account = /\/a\/(\d+)/.exec(vera.url())![1]!;
    await seatFor(ben, 'Ben Adeyemi');
  });
  test.afterAll(async () => {
    await quayside.stop();
    await mail.close();
    expect(errors).toEqual([]);
  });

  async function personAt(browser: Browser, contextOptions: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...contextOptions, baseURL: quayside.url, permissions: ['clipboard-write'] });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    return page;
  }

  /** A call of the page's own person, as the app makes it. */
  async function call<Reply = any>(page: Page, method: string, path: string, data?: object): Promise<Reply> {
    const response = await page.request.fetch(quayside.url + path, {
      method,
      headers: { 'x-quayside': '1', ...(account ? { 'x-account': account } : {}) },
      ...(data ? { data } : {}),
    });
    expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true);
    return (await response.body()).length === 0 ? (undefined as Reply) : ((await response.json()) as Reply);
  }

  /** A colleague, who comes by the letter that invites them. */
  async function seatFor(page: Page, name: string): Promise<void> {
    const [role] = await call(vera, 'GET', '/api/roles');
    await call(vera, 'POST', '/api/invitations', { email: 'ben@harbour-row.example', name, roleId: role.id });
    await expect.poll(() => mail.letters.length).toBeGreaterThan(0);
    const token = mail.letters.map(({ mail: letter }) => /invitation\?token=([\w.-]+)/.exec(letter.text ?? '')?.[1]).find(Boolean);
    const link = `/invitation?token=${token}`;
    await page.goto(link);
    await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Take the seat' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Hello/ })).toBeVisible();
  }

  const contact = async (values: object): Promise<number> => (await call(vera, 'POST', `/api/records/${CONTACT}`, { values })).id;
  const at = (path: string): string => `/a/${account}/${path}`;

  test('they see each other, and a change by one stands on the page of the other', async () => {
    const id = await contact({ firstname: 'Nia', lastname: 'Okafor', email: 'nia@northlight.example', city: 'Kiel' });
    await vera.goto(at(`records/contact/${id}`));
    await ben.goto(at(`records/contact/${id}`));
    await expect(vera.getByRole('img', { name: 'Ben Adeyemi is looking at this' })).toBeVisible();
    await expect(ben.getByRole('img', { name: `${OWNER.name} is looking at this` })).toBeVisible();
    await ben.getByRole('button', { name: 'Email nia@northlight.example' }).click();
    await expect(vera.getByText('Ben Adeyemi is editing Email')).toBeVisible();
    await keepScreens(vera, 'record');
    await ben.getByLabel('Email').fill('nia@okafor.example');
    await ben
      .getByRole('button', { name: 'Keep' })
      .or(ben.getByRole('button', { name: 'Save' }))
      .first()
      .click();
    await expect(vera.getByRole('button', { name: 'Email nia@okafor.example' })).toBeVisible();
    await expect(vera.getByText('Ben Adeyemi is editing Email')).toHaveCount(0);
    await expectAccessible(vera);
    await ben.goto(at('records/contact'));
    await expect(vera.getByRole('img', { name: /Ben Adeyemi/ })).toHaveCount(0);
  });

  test('in one field, neither is overwritten: both values are shown and one is chosen', async () => {
    const id = await contact({ firstname: 'Wen', city: 'Kiel', title: 'Baker' });
    await vera.goto(at(`records/contact/${id}`));
    await vera.getByRole('button', { name: 'City Kiel' }).click();
    await vera.getByRole('textbox', { name: 'City' }).fill('Bremen');
    await ben.goto(at(`records/contact/${id}`));
    await call(ben, 'PATCH', `/api/records/${CONTACT}/${id}`, { values: { city: 'Rostock' } });
    const choice = vera.getByRole('alert').filter({ hasText: 'changed this while you were editing' });
    await expect(choice).toContainText('Ben Adeyemi changed this');
    await expect(choice).toContainText('Rostock');
    await expect(choice).toContainText('Bremen');
    await keepScreens(vera, 'record-choice');
    await expectAccessible(vera);
    await choice.getByRole('button', { name: 'Keep mine' }).click();
    await expect(ben.getByRole('button', { name: 'City Bremen' })).toBeVisible();

    await vera.getByRole('button', { name: 'City Bremen' }).click();
    await vera.getByRole('textbox', { name: 'City' }).fill('Husum');
    await call(ben, 'PATCH', `/api/records/${CONTACT}/${id}`, { values: { city: 'Wismar', title: 'Miller' } });
    await vera.getByRole('button', { name: 'Take theirs' }).click();
    await expect(vera.getByRole('button', { name: 'City Wismar' })).toBeVisible();
    await expect(vera.getByRole('button', { name: 'Title Miller' })).toBeVisible();
  });

  test('what stood in a field is put back from its history, and the record is seen as it stood', async () => {
    const id = await contact({ firstname: 'Tomás', city: 'Kiel', title: 'Baker' });
    await call(ben, 'PATCH', `/api/records/${CONTACT}/${id}`, { values: { city: 'Rostock', title: 'Miller' } });
    await vera.goto(at(`records/contact/${id}`));
    await vera.getByRole('button', { name: 'History of City' }).click();
    const drawer = vera.getByRole('dialog', { name: 'History' });
    await expect(drawer.getByRole('listitem')).toHaveCount(2);
    await expect(drawer.getByText('Stands now')).toBeVisible();
    await keepScreens(vera, 'record-history');
    await expectAccessible(vera);
    await drawer.getByRole('button', { name: 'Put back Kiel' }).click();
    await expect(drawer.getByRole('listitem')).toHaveCount(3);
    await drawer.getByRole('button', { name: 'See it as it stood' }).last().click();
    const former = vera.getByRole('dialog', { name: 'As it stood' });
    await former.getByRole('checkbox', { name: 'Title' }).check();
    await keepScreens(vera, 'record-as-it-stood');
    await expectAccessible(vera);
    await former.getByRole('button', { name: 'Put back 1 field' }).click();
    await expect(vera.getByRole('button', { name: 'Title Baker' })).toBeVisible();
    await expect(vera.getByRole('button', { name: 'City Kiel' })).toBeVisible();
  });

  test('a card is carried by keyboard, the move is seen by the other and taken back', async () => {
    const object = (await call(vera, 'GET', '/api/objects')).objects.find(({ id }: { id: number }) => id === DEAL);
    const stage = object.fields.find(({ type }: { type: string }) => type === 'dropdown');
    const value = object.fields.find(({ type }: { type: string }) => type === 'price');
    const [first, second] = stage.options;
    const deals = ['Cargo bikes for the harbour', 'Night market stalls', LONG_NAME];
    for (const [n, name] of deals.entries()) {
      await call(vera, 'POST', `/api/records/${DEAL}`, { values: { name, [stage.id]: first.id, [value.id]: (n + 1) * 1_250_00 } });
    }
    const board = at(
      `records/${object.key}?mode=cards&cards=${encodeURIComponent(JSON.stringify({ fieldId: stage.id, fields: [value.id], sumFieldId: value.id }))}`,
    );
    for (const page of [vera, ben]) await page.goto(board);
    const column = (page: Page, name: string, count: number) =>
      page.getByRole('region', { name: `${name}: ${count} card${count === 1 ? '' : 's'}` });
    await expect(column(vera, first.label, 3)).toBeVisible();
    await expect(vera.getByRole('button', { name: /Cargo bikes/ })).toBeVisible();
    await keepScreens(vera, 'board');
    await expectAccessible(vera);

    await vera.getByRole('button', { name: /Cargo bikes/ }).focus();
    await vera.keyboard.press('Space');
    await expect(vera.getByText(`Picked up Cargo bikes for the harbour. It is in ${first.label}.`)).toBeAttached();
    await vera.keyboard.press('ArrowRight');
    await expect(vera.getByText(`Over ${second.label}.`)).toBeAttached();
    await vera.keyboard.press('Space');
    for (const page of [vera, ben]) {
      await expect(column(page, first.label, 2)).toBeVisible();
      await expect(column(page, second.label, 1).getByRole('button', { name: /Cargo bikes/ })).toBeVisible();
    }
    await vera.getByRole('button', { name: 'Undo' }).click();
    for (const page of [vera, ben]) await expect(column(page, first.label, 3).getByRole('button', { name: /Cargo bikes/ })).toBeVisible();

    await ben.getByRole('button', { name: /Night market/ }).hover();
    await ben.mouse.down();
    const target = (await column(ben, second.label, 0).boundingBox())!;
    await ben.mouse.move(target.x + 40, target.y + 60, { steps: 8 });
    await ben.mouse.move(target.x + 60, target.y + 80, { steps: 4 });
    await ben.mouse.up();
    await expect(column(vera, second.label, 1).getByRole('button', { name: /Night market/ })).toBeVisible();

    await column(vera, second.label, 1)
      .getByRole('button', { name: `New card in ${second.label}` })
      .click();
    await vera.getByRole('textbox', { name: 'Name of the new card' }).fill('Lighthouse tour');
    await vera.keyboard.press('Enter');
    await expect(column(ben, second.label, 2)).toBeVisible();
    await vera.keyboard.press('Escape');

    await vera.getByRole('button', { name: 'Set up cards' }).click();
    await expect(vera.getByRole('dialog', { name: /Cards of/ })).toBeVisible();
    await keepScreens(vera, 'board-settings');
    await expectAccessible(vera);
    await vera.keyboard.press('Escape');

    await vera.getByRole('button', { name: /Lighthouse tour/ }).focus();
    await vera.keyboard.press('Enter');
    await expect(vera.getByRole('dialog', { name: 'Quick view' }).getByRole('heading', { name: 'Lighthouse tour' })).toBeVisible();
    await keepScreens(vera, 'record-quick');
    await expectAccessible(vera);
    await vera.getByRole('button', { name: 'Open the page' }).click();
    await expect(vera.getByRole('heading', { level: 1, name: 'Lighthouse tour' })).toBeVisible();
    await vera.keyboard.press('j');
    await expect(vera.getByRole('heading', { level: 1, name: 'Night market stalls' })).toBeVisible();
  });
});
