import { gzipSync } from 'node:zlib';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, OWNER, test } from './support/test.ts';

test.use({ business: 'a new one' });

test('a stranger is asked to sign in, and told when the password is wrong', async ({ stranger, ownerState }) => {
  expect(ownerState).toBeTruthy();
  await stranger.goto('/');
  await expect(stranger.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(stranger);
  await keepScreens(stranger, 'sign-in');
  await stranger.getByLabel('E-mail').fill(OWNER.email);
  await stranger.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger.getByRole('alert')).toContainText('The e-mail or the password is not right');
  await stranger.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger.getByRole('heading', { name: 'Hello Vera' })).toBeVisible();
});

test('places are reached by letters, the palette and the rail; the first key on the page skips to the content', async ({ owner }) => {
  await owner.keyboard.press('Tab');
  await expect(owner.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await expect(owner.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Contacts' })).toBeVisible();
  await owner.keyboard.press('g');
  await owner.keyboard.press('c');
  await expect(owner.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await expect(owner).toHaveTitle('Contacts · Quayside');
  await owner.keyboard.press('Control+k');
  await owner.getByRole('textbox', { name: 'Search and commands' }).fill('tasks');
  await owner.getByText('Go to Tasks').click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
  await owner.keyboard.press('?');
  await expect(owner.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await owner.keyboard.press('Escape');
  await expect(owner.getByRole('dialog')).toHaveCount(0);
  await owner.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home', exact: true }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Hello Vera' })).toBeVisible();
});

test('a drawer has an address of its own, and back closes it', async ({ owner }) => {
  await owner.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Contacts' }).click();
  await owner.getByRole('main').getByRole('button', { name: 'Add contact' }).first().click();
  await expect(owner.getByRole('dialog', { name: 'Add a record' })).toBeVisible();
  expect(new URL(owner.url()).searchParams.get('open')).toBe('new-record/contact');
  await owner.goBack();
  await expect(owner.getByRole('dialog')).toHaveCount(0);
});

test('the first step is done in place, and a contact is added, noted and found', async ({ owner }) => {
  await expectAccessible(owner);
  await keepScreens(owner, 'home-new');
  await owner.getByLabel('Postal address').fill('Harbour Row 7\n28195 Bremen\nGermany');
  await owner.getByRole('button', { name: 'Keep the address' }).click();
  await owner.getByRole('button', { name: 'Add one by hand' }).click();
  const form = owner.getByRole('dialog', { name: 'Add a record' });
  await form.getByLabel('First name').fill('Nia');
  await form.getByLabel('Last name').fill('Okafor');
  await form.getByLabel('Email').fill('this is no address');
  await form.getByRole('button', { name: 'Add contact' }).click();
  await expect(form.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('Email').fill('nia@northlight.example');
  await form.getByRole('button', { name: 'Add contact' }).click();

  await expect(owner.getByRole('heading', { level: 1, name: 'Nia Okafor' })).toBeVisible();
  await expect(owner.getByText('Was added')).toBeVisible();
  await owner.getByRole('button', { name: 'Write a note' }).click();
  await owner.getByLabel('Note', { exact: true }).fill('Met at the spring fair.');
  await owner.getByRole('button', { name: 'Keep the note' }).click();
  await expect(owner.getByText('A note was written')).toBeVisible();
  await owner.getByPlaceholder('Add a tag').fill('Newsletter');
  await owner.keyboard.press('Enter');
  await expect(owner.getByText('Got the tag “Newsletter”')).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'record');

  await owner.keyboard.press('Control+k');
  await owner.getByRole('textbox', { name: 'Search and commands' }).fill('oka');
  await expect(owner.getByRole('button', { name: /Nia Okafor/ })).toBeVisible();
});

test('a table is worked by keyboard alone and keeps what was chosen in its address', async ({ owner }) => {
  await expect(owner.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Contacts' })).toBeVisible();
  await owner.keyboard.press('g');
  await owner.keyboard.press('c');
  const grid = owner.getByRole('grid', { name: 'Contacts' });
  await expect(grid.getByText('nia@northlight.example')).toBeVisible();
  await owner.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(owner).toHaveURL(/sort=-?name/);
  await expectAccessible(owner);
  await keepScreens(owner, 'contacts');
  await grid.focus();
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('heading', { level: 1, name: 'Nia Okafor' })).toBeVisible();
  await owner.goBack();
  await expect(owner).toHaveURL(/sort=-?name/);
  await owner.getByText('Cards', { exact: true }).click();
  await expect(owner).toHaveURL(/mode=cards/);
  await expect(owner.getByRole('button', { name: /Nia Okafor/ })).toBeVisible();
  await keepScreens(owner, 'contacts-cards');
});

test('a card is lifted, carried and put down with the keyboard, and the record says so', async ({ owner }) => {
  await owner.goto(`${new URL(owner.url()).pathname.replace(/\/$/, '')}/records/contact?mode=cards`);
  const card = owner.getByRole('button', { name: /Nia Okafor/ });
  await expect(card).toBeVisible();
  await expectAccessible(owner);
  await card.focus();
  await owner.keyboard.press('Space');
  await expect(owner.getByText(/^Picked up Nia Okafor/)).toBeAttached();
  for (const column of ['Uncategorized', 'New contact']) {
    await owner.keyboard.press('ArrowRight');
    await expect(owner.getByText(`Over ${column}.`)).toBeAttached();
  }
  await owner.keyboard.press('Space');
  await expect(owner.getByRole('region', { name: 'New contact: 1 card' })).toContainText('Nia Okafor');
  await card.press('Enter');
  await expect(owner.getByRole('dialog', { name: 'Quick view' })).toContainText('New contact');
});

const settings = {
  'of the account': ['profile', 'account', 'users', 'roles', 'keys', 'objects', 'objects/contact', 'going-live', 'installation', 'letters'],
  'of what is sent': [
    'brand',
    'sending-domains',
    'inbound',
    'permission',
    'topics',
    'suppressions',
    'import-reviews',
    'abuse-desk',
    'inboxes',
    'visits',
  ],
};
for (const [what, pages] of Object.entries(settings)) {
  test(`the settings ${what} keep nobody out`, async ({ owner }) => {
    const home = new URL(owner.url()).pathname.replace(/\/$/, '');
    for (const page of pages) {
      await test.step(page, async () => {
        await owner.goto(`${home}/settings/${page}`);
        await expect(owner.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(owner.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        await expectAccessible(owner);
        await keepScreens(owner, `settings-${page.replace('/', '-')}`);
      });
    }
  });
}

test('long words and a page turned round still fit', async ({ owner }) => {
  await owner.goto(`${owner.url()}?locale=pseudo&dir=rtl`);
  await expect(owner.locator('html')).toHaveAttribute('dir', 'rtl');
  const wide = await owner.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide).toBe(false);
  await keepScreens(owner, 'home-pseudo-rtl');
});

const FIRST_LOAD = 275_000;

test('a first visit loads less than 275 kB of code and styles, compressed', async ({ owner }) => {
  const files = new Set<string>();
  owner.on('response', (response) => {
    if (response.ok() && /\.(js|css)$/.test(new URL(response.url()).pathname)) files.add(response.url());
  });
  await owner.goto(owner.url());
  await expect(owner.getByRole('heading', { level: 1 })).toBeVisible();
  // Asked for apart: of what the page fetched ahead the browser keeps no body to look at.
  const sizes = await Promise.all([...files].map(async (url) => gzipSync(await (await owner.request.get(url)).body()).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(FIRST_LOAD);
});
