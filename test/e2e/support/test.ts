import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';
import { type Quayside, startQuayside } from './quayside.ts';

export const OWNER = {
  company: 'Harbour Row Bikes',
  name: 'Vera Lindqvist',
  email: 'vera@harbour-row.example',
  password: 'three calm herons',
};

interface WorkerFixtures {
  /** Tests that name another business have a server of their own, where nobody has been before them. */
  business: string;
  quayside: Quayside;
  /** The signed-in owner's cookies. */
  ownerState: string;
}

/**
 * Tests in a real browser against a real server. `owner` stands signed in at Home; `stranger` is signed in as nobody.
 * Anything the page writes to its console as an error fails the test.
 */
export const test = base.extend<{ stranger: Page; owner: Page }, WorkerFixtures>({
  business: ['one in use', { option: true, scope: 'worker' }],
  quayside: [
    async ({ business }, use) => {
      expect(business).toBeTruthy();
      const quayside = await startQuayside({ ALLOW_PRIVATE_HOSTS: 'true' });
      await use(quayside);
      await quayside.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  ownerState: [
    async ({ browser, quayside }, use, info) => {
      const path = `${info.project.outputDir}/owner-${info.workerIndex}.json`;
      const page = await browser.newPage();
      await setUp(page, quayside.setUpLink);
      await page.context().storageState({ path });
      await page.close();
      await use(path);
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  owner: async ({ browser, quayside, ownerState, contextOptions }, use) => {
    const context = await browser.newContext({ ...contextOptions, storageState: ownerState, baseURL: quayside.url });
    const page = await context.newPage();
    const errors = errorsOf(page);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await use(page);
    await context.close();
    expect(errors).toEqual([]);
  },
  stranger: async ({ browser, quayside, contextOptions }, use) => {
    const context = await browser.newContext({ ...contextOptions, baseURL: quayside.url });
    const page = await context.newPage();
    await use(page);
    await context.close();
  },
});

export { expect } from '@playwright/test';

/** Takes the product over by its link, with visible labels only. */
export async function setUp(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Company name').fill(OWNER.company);
  await page.getByLabel('Your legal full name').fill(OWNER.name);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Set up Quayside' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hello Vera' })).toBeVisible();
}

/** Whatever the page writes to its console as an error from now on. */
export function errorsOf(page: Page, errors: string[] = []): string[] {
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A refusal by the server is told in the page; the browser's own line about it is no error of ours. Frames that show letters run no
    // script, and say so of what a test looks into them with.
    const isOurs = !/^Failed to load resource|^Blocked script execution in 'about:srcdoc'/.test(message.text());
    if (message.type() === 'error' && isOurs) errors.push(message.text());
  });
  return errors;
}

/** Fails when a key stands on the page where its words should. */
export async function expectWords(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  expect(
    text.match(/(?<![\w@/.-])(app|ui|home|records|accounts|criteria|automations|email|transfer|event)\.[a-z]\w*(\.\w+)*(?![\w@])/g) ?? [],
  ).toEqual([]);
}

/**
 * Fails with what is wrong and where when the page, as it stands, keeps anybody out. Letters are shown in frames that run no script, which
 * axe waits half a minute for; their own words are looked at elsewhere.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that was loaded anew is looked at when it stands: a fresh start shows nothing for a moment.
  await page.locator('h1').first().waitFor();
  await expectWords(page);
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ')}`,
  );
  expect(found).toEqual([]);
}
