import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import playwrightConfig from '../../../playwright.config.ts';
import { startQuayside } from './quayside.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/images');
const LIVED_THROUGH_MS = 120_000;

/** Takes the pictures of the README from the sample business of a product that was just set up. */
async function takePictures(): Promise<void> {
  const quayside = await startQuayside();
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions ?? {});
  try {
    const page = await browser.newPage({
      baseURL: quayside.url,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    await setUp(page, quayside.setUpLink);
    await openSample(page);
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Outbox' }).click();
    await page.getByText('Welcome aboard,').first().click();
    await page.getByRole('link', { name: 'Open the reader’s record' }).click();
    await page.getByText('May I write to them?').waitFor();
    await picture(page, 'record');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Automations' }).click();
    await page.getByText('From enquiry to first sail').first().click();
    await page.getByText('Performance', { exact: true }).click();
    await page.getByRole('button', { name: /now$/ }).first().waitFor();
    await page.getByRole('button', { name: 'Show the whole map' }).click();
    // Names of tags and messages come after the map itself.
    await page.getByText('A tag is added: Enquiry').first().waitFor();
    await page
      .getByText(/^Clicked in a letter/)
      .first()
      .waitFor();
    await picture(page, 'automation');
    await page.goto('/a/2/messages/templates');
    await page.getByRole('button', { name: 'Announcement' }).click();
    await page
      .getByRole('group', { name: /^Columns, 1 of/ })
      .first()
      .click();
    await picture(page, 'letter');
    await page.goto('/a/2/messages/broadcasts');
    await page.getByRole('main').getByRole('link', { name: 'Last taster of the season' }).first().click();
    await page.getByText('Opened', { exact: true }).first().waitFor();
    await picture(page, 'report');
  } finally {
    await browser.close();
    await quayside.stop();
  }
}

async function setUp(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Company name').fill('Harbour Bakery');
  await page.getByLabel('Your legal full name').fill('Mina Harbour');
  await page.getByLabel('E-mail').fill('mina@harbour-bakery.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('a sturdy lighthouse 7');
  await page.getByRole('button', { name: 'Set up Quayside' }).click();
  await page.getByRole('heading', { level: 1, name: 'Hello Mina' }).waitFor();
}

/** Goes to the sample business, when its past has been lived through to the end: somebody stands on its map. */
async function openSample(page: Page): Promise<void> {
  const until = performance.now() + LIVED_THROUGH_MS;
  for (;;) {
    await page.goto('/a/2/automations');
    const running = page.getByRole('cell', { name: '48', exact: true });
    if (
      await running.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      )
    )
      return;
    if (performance.now() > until) throw new Error('The sample business did not get ready.');
  }
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

await takePictures();
