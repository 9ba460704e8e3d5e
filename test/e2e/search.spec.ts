import type { Page } from '@playwright/test';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test('a misspelt name is found and opened by keyboard; notes and tasks are found by what they say', async ({ owner }) => {
  const account = accountOf(owner);
  const made = async (first: string, last: string, email: string): Promise<number> => {
    const { id } = await post<{ id: number }>(owner, '/api/records/0', { values: { 1: first, 2: last, 3: email } });
    return id;
  };
  const id = await made('Christopher', 'Münchhausen', 'christopher@harbour-foods.example');
  await made('Christina', 'Bartholomew-Featherstonehaugh-Cholmondeley-Warrington', 'christina@northlight.example');
  await made('Chris', 'Lindqvist', 'chris@northlight.example');
  await post(owner, `/api/records/0/${id}/notes`, {
    body: 'Wants the lighthouse calendar in blue, and would rather be called in the afternoon.',
  });
  await post(owner, `/api/records/0/${id}/tasks`, { subject: 'Print the lighthouse calendar' });

  // Words of new records are learnt in the background.
  await expect.poll(() => countFound(owner, 'christofer')).toBeGreaterThan(0);
  const typed = owner.getByRole('textbox', { name: 'Search and commands' });
  await owner.keyboard.press('Control+k');
  await typed.fill('christofer munchausen');
  await expect(owner.getByText('Contacts: did you mean')).toBeVisible();
  await expect(owner.getByRole('button', { name: /^Christopher Münchhausen/ })).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'search-similar');
  await owner.keyboard.press('Enter');
  await expect(owner).toHaveURL(new RegExp(`/records/contact/${id}$`));

  await owner.keyboard.press('Control+k');
  await expect(owner.getByText('Looked at lately')).toBeVisible();
  await expect(owner.getByRole('button', { name: /^Christopher Münchhausen/ })).toBeVisible();
  await keepScreens(owner, 'search-recent');
  await typed.fill('lighthuose');
  await expect(owner.getByText('Tasks', { exact: true }).last()).toBeVisible();
  await typed.fill('lighthouse cal');
  await expect(owner.getByRole('button', { name: /Wants the lighthouse calendar in blue/ })).toBeVisible();
  await expect(owner.locator('mark', { hasText: /lighthouse/ }).first()).toBeVisible();
  await keepScreens(owner, 'search-texts');

  await typed.fill('chris');
  await expect(owner.getByRole('button', { name: /^Christina/ })).toBeVisible();
  await keepScreens(owner, 'search-records');
  await owner.getByRole('button', { name: 'Show all contacts with “chris”' }).click();
  await expect(owner).toHaveURL(`/a/${account}/records/contact?q=chris`);
  await expect(owner.getByText('Chris Lindqvist').first()).toBeVisible();
});

test('what is typed before the palette stands is not lost', async ({ owner }) => {
  await owner.route(/assets\/palette-/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await owner.reload();
  await expect(owner.getByRole('heading', { level: 1 })).toBeVisible();
  const typed = owner.getByRole('textbox', { name: 'Search and commands' });
  await owner.keyboard.press('Control+k');
  await owner.keyboard.type('groopx');
  await owner.keyboard.press('Backspace');
  await expect(typed).toBeHidden();
  await expect(typed).toHaveValue('groop');
  await owner.keyboard.type('s');
  await expect(typed).toHaveValue('groops');

  await owner.keyboard.press('Escape');
  await expect(typed).toBeHidden();
  await owner.keyboard.press('Control+k');
  await owner.keyboard.type('settings');
  await expect(typed).toHaveValue('settings');
});

const accountOf = (page: Page): string => /\/a\/(\d+)/.exec(page.url())![1]!;

async function countFound(page: Page, words: string): Promise<number> {
  return page.evaluate(
    async ({ words: q, account }) => (await (await fetch(`/api/search?q=${q}`, { headers: { 'x-account': account } })).json()).found.length,
    { words, account: accountOf(page) },
  );
}

async function post<Reply>(page: Page, path: string, body: object): Promise<Reply> {
  return page.evaluate(
    async ({ path: to, body: sent, account }) => {
      const reply = await fetch(to, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-quayside': '1', 'x-account': account },
        body: JSON.stringify(sent),
      });
      if (!reply.ok) throw new Error(await reply.text());
      return (await reply.json()) as never;
    },
    { path, body, account: accountOf(page) },
  );
}
