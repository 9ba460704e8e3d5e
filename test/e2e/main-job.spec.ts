import { expect, type Locator, type Page, test } from '@playwright/test';
import { startQuayside, type Quayside } from './support/quayside.ts';
import { keepScreens } from './support/screens.ts';
import { expectAccessible } from './support/test.ts';

const MOST_ACTIONS = 40;
const FILE = {
  name: 'customers.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'First name;Last name;E-mail;City;Unsubscribed',
      'Ada;Ahlgren;ada@example.com;Kiel;',
      'Björn;Bergström;bjorn@example.com;Kiel;',
      'Chloé;Castell;chloe@example.com;Lübeck;',
      'Dana;Demir;dana@example.com;Kiel;yes',
      'Edsger;Egede;no address;Kiel;',
    ].join('\n'),
  ),
};

/** A person at the page: everything they do goes through here and is counted; they see only what is visible. */
class Person {
  actions = 0;
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async click(target: Locator): Promise<void> {
    this.actions++;
    await target.click();
  }

  async type(target: Locator, text: string): Promise<void> {
    this.actions++;
    await target.fill(text);
  }

  async press(key: string): Promise<void> {
    this.actions++;
    await this.page.keyboard.press(key);
  }

  async chooseFile(button: Locator, file: typeof FILE): Promise<void> {
    this.actions++;
    const chooser = this.page.waitForEvent('filechooser');
    await button.click();
    await (await chooser).setFiles(file);
  }
}

test.describe('a newcomer', () => {
  let quayside: Quayside;
  test.beforeAll(async () => {
    quayside = await startQuayside();
  });
  test.afterAll(() => quayside.stop());

  test(`goes from the first page to their own letter in the Outbox in at most ${MOST_ACTIONS} actions, without typing an address`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const person = new Person(page);
    await page.goto(quayside.setUpLink);
    await setUp(person);
    await importContacts(person);
    await makeGroup(person);
    await writeLetter(person);
    await publishAutomation(person);
    await readLetter(person);
    console.log(`${person.actions} actions`);
    expect(person.actions).toBeLessThanOrEqual(MOST_ACTIONS);
  });
});

const place = (page: Page, name: string): Locator => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name });
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('main').getByRole('button', { name });

async function setUp(person: Person): Promise<void> {
  const { page } = person;
  await expect(page.getByRole('heading', { level: 1, name: 'Set up Quayside' })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'set-up');
  await person.type(page.getByLabel('Company name'), 'Harbour Bakery');
  await person.type(page.getByLabel('Your legal full name'), 'Mina Harbour');
  await person.type(page.getByLabel('E-mail'), 'mina@harbour-bakery.example');
  await person.type(page.getByRole('textbox', { name: 'Password' }), 'a sturdy lighthouse 7');
  await person.click(page.getByRole('button', { name: 'Set up Quayside' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Hello Mina' })).toBeVisible();
  await person.type(page.getByLabel('Postal address'), 'Harbour Bakery, 3 Quay Street, Saltmarsh');
  await person.click(page.getByRole('button', { name: 'Keep the address' }));
}

async function importContacts(person: Person): Promise<void> {
  const { page } = person;
  await person.click(
    page
      .getByRole('main')
      .getByRole('link', { name: /Import/ })
      .first(),
  );
  await expect(page.getByRole('button', { name: 'Upload file' })).toBeVisible();
  await person.chooseFile(page.getByLabel('CSV or Excel files'), FILE);
  await person.click(page.getByRole('button', { name: 'Upload file' }));
  await expect(page.getByRole('combobox', { name: '“City” becomes' })).toHaveValue('City');
  await expectAccessible(page);
  await keepScreens(page, 'import-mapping');
  await person.type(
    page.getByLabel('How did these people ask to hear from you?'),
    'They signed up for our newsletter in the shop since 2023.',
  );
  await person.click(page.getByRole('button', { name: 'Import 5 rows' }));
  await expect(page.getByRole('link', { name: /Download 1 row/ })).toBeVisible();
  await keepScreens(page, 'import-finished');
}

async function makeGroup(person: Person): Promise<void> {
  const { page } = person;
  await person.click(place(page, 'Groups'));
  await keepScreens(page, 'groups-empty');
  await person.click(page.getByRole('main').getByRole('link', { name: 'Make a group' }));
  await person.type(page.getByLabel('Name of the group'), 'Bread for Kiel');
  await person.click(page.getByRole('button', { name: 'Add a condition' }));
  await person.click(page.getByRole('option', { name: 'City' }));
  await person.type(page.getByLabel('City: values'), 'Kiel');
  await person.press('Enter');
  await expect(page.getByText('Björn Bergström')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'group-editor');
  await person.click(page.getByRole('button', { name: 'Save the group' }));
  await expect(page.getByRole('cell', { name: 'Ada Ahlgren' }).or(page.getByText('Ada Ahlgren')).first()).toBeVisible();
  await keepScreens(page, 'group-table');
}

async function writeLetter(person: Person): Promise<void> {
  const { page } = person;
  await person.click(place(page, 'Messages'));
  await person.click(button(page, 'Write a message').first());
  const dialog = page.getByRole('dialog');
  await person.type(dialog.getByLabel('Name of the message'), 'Fresh bread');
  await person.click(dialog.getByRole('button', { name: 'Write a message' }));
  await person.type(page.getByLabel('Subject'), 'Fresh bread, {{ contact.first_name }}');
  await person.type(page.getByRole('textbox', { name: 'Letter' }), 'Good morning, the rye is still warm.');
  await person.click(page.getByRole('button', { name: 'Publish message' }));
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'message');
}

async function publishAutomation(person: Person): Promise<void> {
  const { page } = person;
  await person.click(place(page, 'Automations'));
  await person.click(button(page, 'New automation').first());
  await person.type(page.getByRole('dialog').getByLabel('Name'), 'Bread for Kiel');
  await person.click(page.getByRole('button', { name: 'Add automation' }));
  await person.click(page.getByRole('button', { name: 'What happens first?' }));
  await person.click(page.getByRole('option', { name: 'Send an e-mail' }));
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Message' })).toHaveValue('Fresh bread');
  await person.click(page.getByRole('button', { name: 'Keep step' }));
  await person.click(button(page, 'Publish map'));
  await person.click(page.getByRole('dialog').getByRole('button', { name: 'Publish map' }));
  await expect(button(page, 'Add contacts')).toBeVisible();
  await keepScreens(page, 'automation');
  await person.click(button(page, 'Add contacts'));
  await person.click(page.getByRole('dialog').getByRole('button', { name: 'Add contacts' }));
  await expect(page.getByText(/3 ever/).first()).toBeVisible();
  await expectAccessible(page);
}

async function readLetter(person: Person): Promise<void> {
  const { page } = person;
  await person.click(place(page, 'Outbox'));
  await expect(page.getByText('Fresh bread, Ada')).toBeVisible();
  await expect(page.getByText('Fresh bread, Björn')).toBeVisible();
  await expect(page.getByText('Fresh bread, Dana')).toHaveCount(0);
  await keepScreens(page, 'outbox');
  await person.click(page.getByText('Fresh bread, Ada'));
  await expect(page.frameLocator('iframe').getByText('Good morning, the rye is still warm.')).toBeVisible();
  await expect(page.frameLocator('iframe').getByText('Harbour Bakery, 3 Quay Street, Saltmarsh')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'letter');
}
