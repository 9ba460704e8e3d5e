import { createHash } from 'node:crypto';
import { callsOf } from './support/calls.ts';
import { accountOf } from './support/map-page.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test('the reference is read by anyone, searched by keyboard, and a call is sent from it', async ({ owner: page, stranger, quayside }) => {
  await stranger.goto(`${quayside.url}/developers#getGroupsById`);
  await expect(stranger.getByRole('heading', { level: 1, name: 'API reference' })).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'GET /api/groups/{id} ', expanded: true })).toBeVisible();

  await page.goto('/developers');
  await expect(page.getByRole('heading', { level: 1, name: 'API reference' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('list tags');
  const line = page.getByRole('button', { name: 'GET /api/objects/{object}/tags List the tags', expanded: false });
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#getObjectsByObjectTags$/);
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByRole('textbox', { name: 'object' }).fill('0');
  await page.getByRole('button', { name: 'Send GET' }).click();
  await expect(page.getByText(/^200 after/)).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'reference');

  await page.goto('/developers#postGroups');
  const call = page.locator('#postGroups');
  await call.getByRole('button', { name: 'Try it' }).click();
  await call.getByRole('button', { name: 'Send POST' }).click();
  await expect(page.getByRole('dialog')).toContainText('Harbour Row Bikes');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a key is made with two scopes by keyboard, and the focus is where it was', async ({ owner: page }) => {
  const home = new URL(page.url()).pathname.replace(/\/$/, '');
  await page.goto(`${home}/settings/keys`);
  await page.getByRole('button', { name: 'Add a key' }).focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Add a key' });
  await expect(drawer.getByLabel('What it is for')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Add a key' })).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.type('Ferry timetable');
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('alert')).toBeFocused();
  await drawer
    .getByRole('radiogroup', { name: /^Contacts and all other records/ })
    .getByText('Change')
    .click();
  await drawer
    .getByRole('radiogroup', { name: /^Forms/ })
    .getByText('Read')
    .click();
  await expect(drawer.getByText('2 things chosen')).toBeVisible();
  await drawer.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByLabel('Key', { exact: true })).toHaveText(/^live_/);
  await expect(page.getByRole('listitem').filter({ hasText: 'Ferry timetable' })).toContainText(
    'Read and change contacts and all other records, with their tags, notes and tasks · Read forms and what was handed in',
  );
  await expectAccessible(page);
  await keepScreens(page, 'keys');
});

test('an app is let in with less than it asks for, and taken away again', async ({ owner: page, quayside }) => {
  const home = new URL(page.url()).pathname.replace(/\/$/, '');
  const call = callsOf(page, quayside.url, accountOf(page));
  const back = 'https://tides.example/back';
  const app = await call('POST', '/api/apps', { name: 'Tide tables', homePage: null, redirectUris: [back], isConfidential: false });
  const verifier = 'the-tide-comes-in-twice-a-day-and-goes-out-again';
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: back,
    scope: 'records:read forms:read messages:send',
    state: 'ebb',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    // Not of the standard: passed over.
    prompt: 'consent',
  });
  await page.route(`${back}**`, (route) => route.fulfill({ body: 'Back at the app' }));
  await page.goto(`/oauth/authorize?${asked}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Let Tide tables in?' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Send mail to people' }).uncheck();
  await expectAccessible(page);
  await keepScreens(page, 'consent');
  await page.getByRole('button', { name: 'Let it in' }).click();
  await page.waitForURL(`${back}**`);
  const answer = new URL(page.url()).searchParams;
  expect(answer.get('state')).toBe('ebb');
  const form = {
    grant_type: 'authorization_code',
    code: answer.get('code')!,
    code_verifier: verifier,
    client_id: app.clientId,
    redirect_uri: back,
  };
  const tokens = await page.request.post(`${quayside.url}/oauth/token`, { form });
  const { access_token: token, scope } = await tokens.json();
  expect(scope.split(' ').toSorted()).toEqual(['forms:read', 'records:read']);
  const read = (): Promise<Response> => fetch(`${quayside.url}/api/objects`, { headers: { authorization: `Bearer ${token}` } });
  expect((await read()).status).toBe(200);

  await page.goto(`${home}/settings/connected-apps`);
  await expect(page.getByRole('listitem').filter({ hasText: 'Tide tables' })).toContainText('last used now');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('No app is connected')).toBeVisible();
  expect((await read()).status).toBe(401);
});
