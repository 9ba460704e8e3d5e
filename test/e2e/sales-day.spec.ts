import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, expect, type Locator, type Page, test } from '@playwright/test';
import { type Call, callsOf } from './support/calls.ts';
import { type Quayside, startQuayside } from './support/quayside.ts';
import { keepScreens } from './support/screens.ts';
import { errorsOf, expectAccessible, OWNER, setUp } from './support/test.ts';

const SAMPLE = 2;
const CONTACT = 0;
const DEAL = 149;
const DEALS = 90;
const CITY = 11;
const LIVED_THROUGH_MS = 240_000;
const at = (path: string): string => `/a/${SAMPLE}/${path}`;

test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.describe('a day of a sales person', () => {
  let quayside: Quayside;
  let vera: Page;
  let ben: Page;
  let call: Call;
  const errors: string[] = [];

  test.beforeAll(async ({ browser, contextOptions }) => {
    test.setTimeout(LIVED_THROUGH_MS + 60_000);
    quayside = await startQuayside();
    vera = await personAt(browser, contextOptions);
    ben = await personAt(browser, contextOptions);
    await setUp(vera, quayside.setUpLink);
    call = callsOf(vera, quayside.url, SAMPLE);
    await expect.poll(lived, { timeout: LIVED_THROUGH_MS, intervals: [1_000] }).toBe(true);
    await seatFor(ben, 'Ben Adeyemi');
  });
  test.afterAll(async () => {
    await quayside.stop();
    expect(errors).toEqual([]);
  });

  async function personAt(browser: Browser, contextOptions: BrowserContextOptions): Promise<Page> {
    const page = await (await browser.newContext({ ...contextOptions, baseURL: quayside.url })).newPage();
    errorsOf(page, errors);
    return page;
  }

  /** Whether the sample business has come to today: its clock is no longer moved, and somebody stands on its map. */
  async function lived(): Promise<boolean> {
    const response = await vera.request.get(`${quayside.url}/api/account`, { headers: { 'x-account': String(SAMPLE) } });
    return (
      response.ok() &&
      Math.abs((await response.json()).clockOffsetMs) < 60_000 &&
      (await call('GET', `/api/records/${DEAL}/count`)).count === DEALS
    );
  }

  /** A colleague, who comes by the letter that invites them; while one practises, the operator sees it in the settings. */
  async function seatFor(page: Page, name: string): Promise<void> {
    const [role] = await call('GET', '/api/roles');
    await call('POST', '/api/invitations', { email: 'ben@saltmarsh.example', name, roleId: role.id });
    const [letter] = await call('GET', '/api/operator/identity-mails');
    const link = new URL(letter.link);
    await page.goto(link.pathname + link.search);
    await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Take the seat' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Hello/ })).toBeVisible();
  }

  const seen = async (page: Page, name: string): Promise<void> => {
    await expectAccessible(page);
    await keepScreens(page, `day-${name}`);
  };
  const grid = (page: Page): Locator => page.getByRole('grid');
  const chosen = (page: Page): Locator => page.getByRole('region', { name: 'What is chosen' });

  test('the morning: what needs her, what she was told, and her tasks by keyboard', async () => {
    const [person] = (await call('GET', `/api/records/${CONTACT}?limit=1&sort=name`)).records;
    const { id: templateId } = await call('POST', '/api/task-templates', {
      objectId: CONTACT,
      name: 'Offer call',
      subject: 'Call {{ contact.first_name }} about the offer',
      due: { amount: 0, unit: 'hours' },
      fields: [{ fieldId: CITY, required: true }],
      outcomes: [
        { label: 'Wants the offer', actions: [{ kind: 'tag.add', settings: { tag: 'Newsletter' } }] },
        { label: 'No answer', actions: [] },
      ],
    });
    await callsOf(ben, quayside.url, SAMPLE)('POST', `/api/records/${CONTACT}/${person.id}/tasks`, {
      templateId,
      assigneeId: (await call('GET', '/api/account')).user.id,
    });
    await call('POST', `/api/records/${CONTACT}/${person.id}/tasks`, { subject: 'Send the price list', dueAt: inMinutes(10) });
    await call('POST', `/api/records/${CONTACT}/${person.id}/tasks`, { subject: 'Ring: long overdue', dueAt: inMinutes(-A_YEAR) });

    await vera.goto(at(''));
    const needs = vera.getByRole('main');
    await expect(needs.getByRole('link', { name: /^All \d+ tasks/ })).toBeVisible();
    await expect(needs.getByText('From enquiry to first sail')).toBeVisible();
    await seen(vera, 'home');
    await needs.getByRole('button', { name: /unread notification/ }).click();
    const told = vera.getByRole('dialog', { name: 'Notifications' });
    const gave = told.getByRole('link', { name: /^Ben Adeyemi gave you a task on/ }).first();
    await expect(gave).toBeVisible();
    await seen(vera, 'notifications');
    await gave.click();
    await expect(vera.getByRole('heading', { level: 1 })).not.toHaveText(/Hello/);

    await vera.keyboard.press('g');
    await vera.keyboard.press('t');
    await expect(vera.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
    const pane = vera.getByRole('region', { name: 'The task at hand' });
    await expect(pane.getByRole('heading', { name: /about the offer/ })).toBeVisible();
    await seen(vera, 'tasks');
    await vera.keyboard.press('c');
    const dialog = vera.getByRole('dialog', { name: /about the offer/ });
    await expect(dialog.getByRole('button', { name: /Wants the offer/ })).toBeVisible();
    await expectAccessible(vera);
    await vera.keyboard.press('1');
    await expect(dialog.getByLabel('City')).toBeFocused();
    await dialog.getByLabel('City').fill('Kiel');
    await dialog.getByLabel('City').press('Enter');
    await expect(dialog).toBeHidden();
    await expect(pane.getByRole('heading', { name: 'Send the price list' })).toBeVisible();
    await vera.keyboard.press('r');
    await expect(vera.getByRole('dialog', { name: 'Send the price list' })).toBeVisible();
    await vera.keyboard.press('2');
    await expect(vera.getByText('Nothing more to do today')).toBeVisible();
    await vera.getByRole('tab', { name: /Overdue/ }).click();
    await expect(pane.getByRole('heading', { name: 'Ring: long overdue' })).toBeVisible();
    await vera.keyboard.press('e');
    await expect(vera.getByRole('heading', { level: 1 })).not.toHaveText('Tasks');
  });

  test('a call is logged with a note that mentions a colleague, who is told at once', async () => {
    await ben.goto(at(''));
    const bell = ben.getByRole('button', { name: /^Notifications/ });
    await expect(bell).toHaveAccessibleName('Notifications');
    const [{ id, name }] = (await call('GET', `/api/records/${CONTACT}?limit=1&sort=-created`)).records;
    await vera.goto(at(`records/contact/${id}`));
    await vera.getByRole('button', { name: 'Log a call' }).click();
    const drawer = vera.getByRole('dialog', { name: 'Log a call' });
    await drawer.getByLabel('Minutes').fill('4');
    await drawer.getByLabel('What was said').pressSequentially('Wants the coastal course in May, @ben');
    await expect(vera.getByRole('option', { name: 'Ben Adeyemi' })).toBeVisible();
    await vera.keyboard.press('Enter');
    await seen(vera, 'call');
    await drawer.getByRole('button', { name: 'Log the call' }).click();
    await expect(drawer).toBeHidden();
    await expect(vera.getByRole('region', { name: 'Notes' }).getByText('@Ben Adeyemi')).toBeVisible();

    await expect(bell).toHaveAccessibleName('Notifications, 1 unread');
    await bell.click();
    await ben.getByRole('link', { name: `Vera Lindqvist mentioned you in a note on ${name}` }).click();
    await expect(ben.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(bell).toHaveAccessibleName('Notifications');
  });

  test('deals are carried over the board by keyboard and by mouse, and what they are likely to bring follows', async () => {
    await vera.goto(at('records/deal?mode=cards'));
    const column = (name: string): Locator => vera.getByRole('region', { name: new RegExp(`^${name}: `) });
    const sum = async (name: string): Promise<number> =>
      Number(
        (
          await column(name)
            .getByText(/Weighted value/)
            .innerText()
        ).replace(/[^\d.]/g, ''),
      );
    const cards = (name: string): Locator => column(name).getByRole('listitem').getByRole('button');
    await expect(cards('New prospect').first()).toBeVisible();
    await seen(vera, 'board');
    const [from, to] = [await sum('New prospect'), await sum('Qualified lead')];

    const first = cards('New prospect').first();
    const moved = (await first.innerText()).split('\n')[0]!;
    await first.focus();
    await vera.keyboard.press('Space');
    await expect(vera.getByText(`Picked up ${moved}. It is in New prospect.`)).toBeAttached();
    await vera.keyboard.press('ArrowRight');
    await expect(vera.getByText('Over Qualified lead.')).toBeAttached();
    await vera.keyboard.press('Space');
    await expect(column('Qualified lead').getByRole('button', { name: moved }).first()).toBeVisible();
    await expect.poll(() => sum('New prospect')).toBeLessThan(from);
    await expect.poll(() => sum('Qualified lead')).toBeGreaterThan(to);
    expect((await sum('New prospect')) + (await sum('Qualified lead'))).toBeCloseTo(from + to, 1);

    const before = await sum('Demo scheduled');
    const second = cards('New prospect').first();
    await second.hover();
    await vera.mouse.down();
    const target = (await column('Demo scheduled').boundingBox())!;
    await vera.mouse.move(target.x + 40, target.y + 160, { steps: 8 });
    await vera.mouse.move(target.x + 60, target.y + 180, { steps: 4 });
    await vera.mouse.up();
    await expect.poll(() => sum('Demo scheduled')).toBeGreaterThan(before);
    await vera.getByRole('alert').filter({ hasText: 'moved to Demo scheduled' }).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => sum('Demo scheduled')).toBe(before);
  });

  test('contacts are found in spite of a typo, sorted, edited in place and looked at in a view for everybody', async () => {
    const found = (await call('GET', `/api/records/${CONTACT}?limit=1&sort=name`)).records[0];
    await vera.goto(at('records/contact?columns=name,f3,f11,created'));
    await expect(grid(vera).getByText(found.name).first()).toBeVisible();
    const search = vera.getByRole('textbox', { name: 'Search contacts' });
    await search.fill('lindqvits');
    await expect(
      grid(vera)
        .getByText(/Lindqvist/)
        .first(),
    ).toBeVisible();
    await seen(vera, 'search');
    await search.fill('');

    await vera.getByRole('columnheader', { name: 'City' }).getByRole('button').click();
    await vera.getByRole('button', { name: 'Make it ready and sort' }).click();
    await expect(vera).toHaveURL(/sort=field%3A11/, { timeout: 20_000 });
    await expect(grid(vera).getByRole('gridcell', { name: 'Aarhus' }).first()).toBeVisible();
    const cell = grid(vera).getByRole('row').nth(1).getByRole('gridcell').nth(3);
    await cell.click();
    await vera.keyboard.type('Oslo');
    await vera.keyboard.press('Enter');
    await expect(cell).toHaveText('Oslo');
    await vera.getByRole('button', { name: 'Undo' }).last().click();
    await expect(cell).toHaveText('Aarhus');

    // The list is as long as all its rows once it is known where they stand in the new order.
    await expect.poll(() => grid(vera).evaluate((element) => element.scrollHeight)).toBeGreaterThan(50_000);
    await grid(vera).evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await expect(grid(vera).getByText('Aarhus')).toHaveCount(0);
    await expect(
      grid(vera)
        .getByRole('gridcell', { name: /Saltmarsh|Norwich|Nantes|Kiel|Rotterdam|Ipswich/ })
        .first(),
    ).toBeVisible();
    await vera.getByRole('button', { name: 'Save as a view' }).click();
    await vera.getByLabel('Name of the view').fill('By town');
    await vera.getByLabel('Everybody').check();
    await vera.getByRole('button', { name: 'Save view' }).click();
    await expect(vera.getByRole('heading', { level: 1, name: 'By town' })).toBeVisible();
    await seen(vera, 'view');

    await ben.goto(at('records/contact'));
    await ben.getByRole('navigation', { name: 'Views and groups' }).getByRole('link', { name: 'By town' }).click();
    await expect(grid(ben).getByRole('gridcell', { name: 'Aarhus' }).first()).toBeVisible();
  });

  test('all of a group is changed at once, seen before, and taken back', async () => {
    const group = (await call('GET', '/api/groups')).groups.find(({ name }: { name: string }) => name === 'Skippers abroad');
    await vera.goto(at(`records/contact?group=${group.id}&columns=name,f6`));
    await expect(grid(vera).getByRole('row').nth(1)).toBeVisible();
    await vera.getByRole('checkbox', { name: /^Choose all/ }).click();
    await expect(chosen(vera).getByRole('button', { name: 'Actions', exact: true })).toBeVisible();
    await vera.keyboard.press('b');
    await vera.getByRole('combobox', { name: 'Find an action' }).fill('update');
    await vera.keyboard.press('Enter');
    const dialog = vera.getByRole('dialog', { name: 'Change a field' });
    await dialog.getByRole('combobox', { name: 'Field' }).click();
    await vera.getByRole('option', { name: 'Title', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Skipper');
    await expect(dialog.getByText('Skipper').first()).toBeVisible();
    const change = dialog.getByRole('button', { name: /^Change \d+ contacts/ });
    await expect(change).toBeEnabled();
    await seen(vera, 'bulk-preview');
    await change.click();
    const did = vera.getByText(/^Changed Title: \d+ records/);
    await expect(did).toBeVisible();
    await expect(grid(vera).getByRole('gridcell', { name: 'Skipper' }).first()).toBeVisible();
    await keepScreens(vera, 'day-bulk-done');
    await vera.getByRole('button', { name: 'Undo' }).last().click();
    await expect(vera.getByText(/^Undid: Changed Title/)).toBeVisible();
    await expect(grid(vera).getByRole('gridcell', { name: 'Skipper' })).toHaveCount(0);
  });

  test('one person who is there twice becomes one', async () => {
    const ids: number[] = [];
    for (const values of [
      { firstname: 'Konstantin', lastname: 'Ravn', home_phone: '+44 20 7946 0777' },
      { firstname: 'Kostja', lastname: 'Ravn', home_phone: '+442079460777', city: 'Aarhus' },
    ]) {
      ids.push((await call('POST', `/api/records/${CONTACT}`, { values })).id);
    }
    await vera.goto(at('records/contact'));
    await vera.getByRole('link', { name: 'Duplicates' }).click();
    await vera.getByRole('button', { name: 'Write a rule of your own' }).click();
    const drawer = vera.getByRole('dialog', { name: 'New rule' });
    await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('One home phone');
    await drawer.getByRole('combobox', { name: 'Field' }).click();
    await vera.getByRole('option', { name: 'Home phone', exact: true }).click();
    await drawer.getByRole('button', { name: 'Save and search' }).click();
    await vera.getByRole('button', { name: /^Compare Ko/ }).click({ timeout: 30_000 });
    const dialog = vera.getByRole('dialog', { name: 'Merge 2 contacts' });
    await expect(dialog.getByRole('button', { name: 'Merge 2 into one' })).toBeEnabled();
    await seen(vera, 'merge');
    await dialog.getByRole('button', { name: 'Merge 2 into one' }).click();
    await expect(vera.getByText('Merged into Konstantin Ravn.')).toBeVisible();
    await vera.goto(at(`records/contact/${ids[1]}`));
    await expect(vera).toHaveURL(new RegExp(`/records/contact/${ids[0]}`));
    await expect(vera.getByRole('heading', { level: 1, name: 'Konstantin Ravn' })).toBeVisible();
    await expect(vera.getByRole('button', { name: 'City Aarhus' })).toBeVisible();
  });

  test('two people look at one record; what stood in a field is put back', async () => {
    const [person] = (await call('GET', `/api/records/${CONTACT}?limit=1&sort=-created`)).records;
    for (const page of [vera, ben]) await page.goto(at(`records/contact/${person.id}`));
    await expect(vera.getByRole('img', { name: 'Ben Adeyemi is looking at this' })).toBeVisible();
    await ben.getByRole('button', { name: /^City / }).click();
    await ben.getByRole('textbox', { name: 'City' }).fill('Husum');
    await expect(vera.getByText('Ben Adeyemi is editing City')).toBeVisible();
    await seen(vera, 'record');
    await ben.keyboard.press('Enter');
    await expect(vera.getByRole('button', { name: 'City Husum' })).toBeVisible();
    await vera.getByRole('button', { name: 'History of City' }).click();
    const drawer = vera.getByRole('dialog', { name: 'History' });
    await expect(drawer.getByRole('listitem').first()).toContainText('Husum');
    await seen(vera, 'history');
    await drawer
      .getByRole('button', { name: /^Put back / })
      .first()
      .click();
    await expect(ben.getByRole('button', { name: 'City Husum' })).toHaveCount(0);
    await vera.keyboard.press('Escape');
  });

  test('the evening: what was deleted comes back, and what is seen is exported', async () => {
    const [person] = (await call('GET', `/api/records/${CONTACT}?limit=1&sort=-created`)).records;
    await vera.goto(at(`records/contact/${person.id}`));
    await vera.getByRole('group', { name: 'More' }).getByRole('button', { name: 'More' }).click();
    await vera.getByRole('menuitem', { name: /^Delete/ }).click();
    await vera.goto(at('bin'));
    await vera.getByRole('button', { name: `Restore ${person.name}` }).click();
    await expect(vera.getByText(`${person.name} is back.`)).toBeVisible();
    await seen(vera, 'bin');

    await vera.goto(at('records/deal?columns=name,f2&sort=-name'));
    await expect(grid(vera).getByRole('row').nth(1)).toBeVisible();
    const shown = await grid(vera).getByRole('row').nth(1).getByRole('gridcell').nth(1).innerText();
    await vera.getByRole('button', { name: 'Export' }).click();
    const download = vera.waitForEvent('download');
    await vera.getByRole('link', { name: 'Download CSV' }).click();
    const [head, first] = readFileSync(await (await download).path(), 'utf8')
      .replace('\uFEFF', '')
      .split(/\r?\n/);
    expect(head).toBe('Name,Value');
    expect(first).toContain(shown);
  });
});

/** In minutes. */
const A_YEAR = 365 * 24 * 60;
const inMinutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();
