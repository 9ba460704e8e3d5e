import type { Page } from '@playwright/test';

const FOLDER = 'test-results/screens';
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const SETTLED_MS = 200;

/**
 * Keeps pictures of the page as it stands: in light, in dark, and as a phone shows it. To be looked at by people, and a third of the time of
 * a run: taken where `KEEP_SCREENS` is set, and in deep runs.
 */
export async function keepScreens(page: Page, name: string): Promise<void> {
  if (!process.env.KEEP_SCREENS && !process.env.QUAYSIDE_DEEP) return;
  const before = page.viewportSize() ?? WIDE;
  await picture(page, `${name}-light`, 'light', WIDE);
  await picture(page, `${name}-dark`, 'dark', WIDE);
  await picture(page, `${name}-phone`, 'light', PHONE);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}

async function picture(page: Page, name: string, colorScheme: 'light' | 'dark', size: { width: number; height: number }): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(size);
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
