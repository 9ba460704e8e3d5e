import type { Locator, Page } from '@playwright/test';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

/** Asks the product itself, as the signed-in owner. */
const send = (page: Page, path: string, data: object): Promise<any> =>
  page
    .evaluate(
      async ([to, body]) => {
        const headers = { 'content-type': 'application/json', 'x-quayside': '1', 'x-account': '1' };
        return (await fetch(to, { method: 'POST', headers, body })).text();
      },
      [path, JSON.stringify(data)] as const,
    )
    .then((text) => JSON.parse(text || 'null'));

const dialog = (page: Page): Locator => page.getByRole('dialog');
const headings = (page: Page): Promise<string[]> => page.getByRole('main').getByRole('heading', { level: 3 }).allInnerTexts();

async function lift(page: Page, name: string, ...keys: readonly string[]): Promise<void> {
  await page
    .getByRole('button', { name: `Move ${name}`, exact: true })
    .first()
    .focus();
  for (const key of ['Space', ...keys, 'Space']) await page.keyboard.press(key);
}

test('an object is made with its fields, and arranged by keyboard and by pointer', async ({ owner }) => {
  await owner.goto('/a/1/settings/objects');
  await owner.getByRole('button', { name: 'Add an object' }).click();
  await dialog(owner).getByLabel('One of them is called').fill('Boat');
  await dialog(owner).getByLabel('Many are called').fill('Boats');
  await dialog(owner).getByRole('button', { name: 'Next' }).click();
  for (const [place, label, type] of [
    [1, 'Price', 'Price'],
    [2, 'Discount', 'Number'],
    [3, 'Colour', 'Colour'],
    [4, 'Hull', 'One of several options'],
  ] as const) {
    await dialog(owner).getByRole('button', { name: 'Add a field' }).click();
    await dialog(owner).getByLabel(`Name of field ${place}`).fill(label);
    await dialog(owner)
      .getByRole('combobox', { name: `Type of field ${place}` })
      .click();
    await owner.getByRole('option', { name: type, exact: true }).click();
  }
  await dialog(owner).getByLabel('Options of field 4').fill('Wood, Steel, Timber');
  await expectAccessible(owner);
  await keepScreens(owner, 'object-new');
  await dialog(owner).getByRole('button', { name: 'Next' }).click();
  await dialog(owner).getByRole('button', { name: 'Add a relation' }).click();
  await dialog(owner).getByRole('combobox', { name: 'Object of relation 1' }).click();
  await owner.getByRole('option', { name: 'Contacts' }).click();
  await dialog(owner).getByLabel('Name of relation 1').fill('Skipper');
  await dialog(owner).getByRole('button', { name: 'Add an object' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Boats' })).toBeVisible();

  await owner.goto('/a/1/settings/objects/contact');
  await expect(owner.getByRole('heading', { level: 3, name: 'Lead information' })).toBeVisible();
  const before = await headings(owner);
  await lift(owner, 'Lead information', 'ArrowUp', 'ArrowUp');
  await expect(owner.getByText('“Lead information” was moved.')).toBeVisible();
  await expect.poll(() => headings(owner)).toEqual([before[0], before[3], before[1], before[2], ...before.slice(4)]);
  await owner.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => headings(owner)).toEqual(before);
  await expectAccessible(owner);
  await keepScreens(owner, 'object-editor');

  await owner.getByRole('button', { name: 'Move Last name' }).hover();
  await owner.mouse.down();
  const to = (await owner.getByRole('button', { name: 'Move First name' }).boundingBox())!;
  await owner.mouse.move(to.x + 10, to.y + 24, { steps: 4 });
  await owner.mouse.move(to.x + 10, to.y + 6, { steps: 6 });
  await owner.mouse.up();
  await expect(owner.getByText('“Last name” was moved.')).toBeVisible();
  await expect(owner.getByRole('list', { name: 'Fields of Contact information' }).getByRole('listitem').first()).toContainText('Last name');
});

test('a formula is written with the names of fields; options are merged; a field is deleted and restored', async ({ owner }) => {
  const { id: objectId } = await send(owner, '/api/objects', {
    singular: 'Ship',
    plural: 'Ships',
    fields: [
      { label: 'Price', type: 'price' },
      { label: 'Discount', type: 'number' },
      { label: 'Colour', type: 'color' },
      { label: 'Hull', type: 'dropdown', options: [{ label: 'Wood' }, { label: 'Steel' }, { label: 'Timber' }] },
    ],
  });
  for (const [name, price, discount, hull] of [
    ['Albatros', '1200', 10, 'Wood'],
    ['Brise', '800', 0, 'Timber'],
  ] as const) {
    await send(owner, `/api/records/${objectId}`, { values: { name, price, discount, hull } });
  }
  await owner.goto('/a/1/settings/objects/ship');
  await owner.getByRole('button', { name: 'Add a field', exact: true }).click();
  await dialog(owner).getByLabel('Name of the field').fill('To pay');
  await dialog(owner).getByRole('combobox', { name: 'Type' }).click();
  await owner.getByRole('option', { name: 'Formula' }).click();
  await dialog(owner).getByLabel('Formula').fill('[Price] * (100 - [Discont]) / 100');
  await expect(dialog(owner).getByText('There is no field [Discont]')).toBeVisible();
  await dialog(owner).getByLabel('Formula').fill('[Price] * (100 - [Discount]) / 100');
  await dialog(owner).getByRole('combobox', { name: 'It gives' }).click();
  await owner.getByRole('option', { name: 'Price' }).click();
  await expect(dialog(owner).getByRole('row', { name: /Albatros/ })).toContainText('1,080');
  await expectAccessible(owner);
  await keepScreens(owner, 'formula');
  await dialog(owner).getByRole('button', { name: 'Add a field' }).click();
  await expect(dialog(owner)).toHaveCount(0);

  await owner.getByRole('button', { name: 'Change Hull' }).click();
  await owner.getByRole('button', { name: 'Merge or remove Timber' }).click();
  await expect(dialog(owner).getByText('One of your ships has “Timber”.')).toBeVisible();
  await dialog(owner).getByRole('combobox', { name: 'The other option' }).click();
  await owner.getByRole('option', { name: 'Wood' }).click();
  await expectAccessible(owner);
  await keepScreens(owner, 'option-merge');
  await dialog(owner).getByRole('button', { name: 'Merge “Timber” into “Wood”' }).click();
  await expect(owner.getByText('Hull: “Timber” merged into “Wood”')).toBeVisible();
  await expect(owner.getByText(/One record,/)).toBeVisible({ timeout: 20_000 });

  await owner.getByRole('button', { name: 'More for Colour' }).click();
  await owner.getByRole('menuitem', { name: 'Delete the field' }).click();
  await expect(dialog(owner).getByText('None of your ships has anything in “Colour”.')).toBeVisible();
  await dialog(owner).getByLabel('Type Colour').fill('Colour');
  await dialog(owner).getByRole('button', { name: 'Delete the field' }).click();
  await expect(owner.getByRole('button', { name: 'Restore Colour' })).toBeVisible();
  await expectAccessible(owner);
  await keepScreens(owner, 'deleted-fields');
  await owner.getByRole('button', { name: 'Restore Colour' }).click();
  await expect(owner.getByText('“Colour” is back.')).toBeVisible();
  await expect(owner.getByRole('button', { name: 'Change Colour' })).toBeVisible();
});
