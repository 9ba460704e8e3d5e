import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, expectWords, test } from './support/test.ts';

test.use({ business: 'ready maps' });

test('a ready map is looked at with its letters, chosen for, made as a draft that says what is left, and taken away again', async ({
  owner: page,
}) => {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Automations' }).click();
  await page.getByRole('main').getByRole('button', { name: 'New automation' }).first().click();
  await keepScreens(page, 'templates-offer');
  await page.getByRole('link', { name: 'Or begin with a ready map' }).click();
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) })).toHaveCount(12);
  await expectAccessible(page);
  await expectWords(page);
  await keepScreens(page, 'templates-gallery');

  await page.getByRole('link', { name: 'Declined card' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Declined card' })).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'template-preview');
  await page.getByRole('button', { name: /Your payment did not go through/ }).click();
  await expect(page.locator('iframe')).toHaveAttribute('srcdoc', /Your card was declined/);
  await keepScreens(page, 'template-letter');

  const use = page.getByRole('button', { name: 'Use this map' });
  await expect(use).toBeDisabled();
  await page.getByRole('combobox', { name: /Who looks after payments/ }).click();
  await page.getByRole('option', { name: 'Vera Lindqvist' }).click();
  await page.getByLabel('Sender’s name').fill('Vera of the bikes');
  await use.click();

  const left = page.getByRole('region', { name: 'Left to do before this map runs' });
  await expect(left.getByText('Put the address where cards are changed')).toBeVisible();
  await expect(left.getByRole('link', { name: 'Card declined, first letter' })).toBeVisible();
  await expectAccessible(page);
  await expectWords(page);
  await keepScreens(page, 'template-left');
  await left.getByRole('button', { name: 'Take it away again' }).click();
  await expect(page.getByRole('heading', { name: 'No automation yet' })).toBeVisible();
});
