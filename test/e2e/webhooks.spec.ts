import { startHookServer } from '../hook-server.ts';
import { callsOf } from './support/calls.ts';
import { keepScreens } from './support/screens.ts';
import { expect, expectAccessible, test } from './support/test.ts';

test.use({ business: 'one that calls other programs' });

test('a map calls another program, and the log says what was sent and answered', async ({ owner: page, quayside }) => {
  const hooks = await startHookServer();
  hooks.answer = (_, response) => void response.writeHead(201, { 'content-type': 'application/json' }).end('{"thanks":true}');
  const home = new URL(page.url()).pathname.replace(/\/$/, '');
  const call = callsOf(page, quayside.url, Number(home.split('/').at(-1)));
  const { id: contact } = await call('POST', '/api/records/0', { values: { firstname: 'Ada', email: 'ada@example.com' } });

  await page.goto(`${home}/settings/webhooks`);
  await expect(page.getByText('No webhooks yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make a secret' }).click();
  await expect(page.getByText(/^qs_whsec_/)).toBeVisible();
  await expectAccessible(page);

  await call('POST', '/api/account/go-live', {});
  const settings = { url: `${hooks.url}/in?who={{ contact.email }}`, body: '{"name":"{{ contact.first_name }}"}' };
  const steps = [
    { id: 1, kind: 'webhook.send', settings, next: [2] },
    { id: 2, kind: 'end', settings: {}, next: [] },
  ];
  const map = { triggers: [], start: 1, steps, lastId: 2 };
  const { id } = await call('POST', '/api/automations', { name: 'Tell the books', objectId: 0, map });
  await call('POST', `/api/automations/${id}/publish`);
  await call('POST', `/api/automations/${id}/records`, { recordIds: [contact] });
  await expect.poll(() => hooks.arrived.length).toBe(1);
  expect(hooks.arrived[0]).toMatchObject({ path: '/in?who=ada%40example.com', body: '{"name":"Ada"}' });
  expect(hooks.arrived[0]!.headers['quayside-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);

  await page.reload();
  await page.getByText('POST 127.0.0.1').click();
  await expect(page.getByRole('heading', { level: 1, name: 'POST 127.0.0.1' })).toBeVisible();
  await expect(page.getByText('"thanks": true')).toBeVisible();
  await expectAccessible(page);
  await keepScreens(page, 'webhook');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => hooks.arrived.length).toBe(2);
  expect(hooks.arrived[1]!.headers['quayside-id']).not.toBe(hooks.arrived[0]!.headers['quayside-id']);
  await hooks.close();
});
