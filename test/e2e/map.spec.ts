import { callsOf } from './support/calls.ts';
import { accountOf, begin, canvas, prepareWelcome, saved, told, WELCOME } from './support/map-page.ts';
import { expect, test } from './support/test.ts';

test.use({ business: 'maps' });

/** The welcome map, as whoever built it left it. */
const welcomeMap = (messageId: number) => ({
  triggers: [],
  start: 1,
  lastId: 6,
  steps: [
    { id: 1, kind: 'wait', settings: { wait: 'for', amount: 1, unit: 'days' }, next: [2] },
    { id: 2, kind: 'email.send', settings: { messageId }, next: [3] },
    { id: 3, kind: 'condition', settings: { branches: [{ name: '', criteria: { tag: [1], operator: 'has_any' } }] }, next: [4, 6] },
    { id: 4, kind: 'tag.add', settings: { tag: 'Friend' }, next: [5] },
    { id: 5, kind: 'end', settings: {}, next: [] },
    { id: 6, kind: 'end', settings: {}, next: [] },
  ],
});

test('takes back and does again, copies to another map, carries a step and joins an open end', async ({ owner, quayside }) => {
  const { messageId } = await prepareWelcome(owner, quayside.url);
  const call = callsOf(owner, quayside.url, accountOf(owner));
  const { id } = await call('POST', '/api/automations', { name: 'Welcome', objectId: 0, map: welcomeMap(messageId) });
  await owner.goto(`/a/${accountOf(owner)}/automations/${id}`);
  await canvas(owner).focus();
  await owner.keyboard.press('Control+a');
  await owner.keyboard.press('Delete');
  await expect(owner.getByRole('button', { name: 'What happens first?' })).toBeVisible();
  await owner.keyboard.press('Control+z');
  expect(await told(owner)).toEqual(WELCOME);
  await canvas(owner).focus();
  await owner.keyboard.press('Control+Shift+z');
  await expect(owner.getByRole('button', { name: 'What happens first?' })).toBeVisible();
  await owner.getByRole('button', { name: 'Undo' }).click();
  await canvas(owner).focus();
  await owner.keyboard.press('Control+a');
  await owner.keyboard.press('Control+c');
  await saved(owner);

  await begin(owner, 'A copy');
  await canvas(owner).focus();
  await owner.keyboard.press('Control+v');
  expect(await told(owner)).toEqual(WELCOME);
  const wait = await owner.locator('[data-element^="step-"]', { hasText: 'Wait 1 day' }).boundingBox();
  const plus = await owner.locator('[data-place*=\'"exit"\']').first().boundingBox();
  await owner.mouse.move(wait!.x + wait!.width - 8, wait!.y + 8);
  await owner.mouse.down();
  await owner.mouse.move(wait!.x + wait!.width, wait!.y + 30, { steps: 3 });
  const below = await owner.locator('[data-element^="step-"]', { hasText: 'Send “Hello there”' }).boundingBox();
  await owner.mouse.move(plus!.x + plus!.width / 2, below!.y + below!.height + (below!.y - wait!.y - wait!.height) / 2, { steps: 5 });
  await owner.mouse.up();
  expect(await told(owner)).toEqual(['Send “Hello there”', 'Wait 1 day', ...WELCOME.slice(2)]);
  await saved(owner);
});
