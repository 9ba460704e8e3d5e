import { beforeAll, describe, expect, test as it } from 'vitest';
import { makeAccount, makeUser, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { routesOn } from '../../../test/routes.ts';
import { updateAccount } from '../../accounts/index.ts';
import { loadAutomation } from '../load-automation.ts';
import { publishAutomation } from '../versions/publish-automation.ts';
import { allTemplates } from './all-templates.ts';

const test = testDatabase();
const ask = routesOn(test);
let owner: TestSeat;
let reader: TestSeat;
let stranger: TestSeat;
beforeAll(async () => {
  owner = await makeAccount(test);
  reader = await makeUser(test, owner, { role: 'Read only' });
  stranger = await makeAccount(test);
  // Letters to many need the sender's address in them; without it the messages are made and not published, and the map says so.
  await test.database.account(owner.accountId, (db) => updateAccount(db, owner.actor, { postalAddress: '3 Quay Street, Saltmarsh' }));
});

const TEMPLATES = '/api/automations/templates';
const living = async (): Promise<Record<string, number>> => {
  const { rows } = await test.owner.query(
    `select (select count(*)::int from automations where account_id = $1 and deleted_at is null) as automations,
       (select count(*)::int from messages where account_id = $1 and deleted_at is null) as messages,
       (select count(*)::int from groups where account_id = $1) as groups,
       (select count(*)::int from task_templates where account_id = $1 and archived_at is null) as templates,
       (select count(*)::int from fields where account_id = $1 and deleted_at is null) as fields`,
    [owner.accountId],
  );
  return rows[0];
};

describe('every ready map', () => {
  it('there are twelve, each with a key of its own, and says in two sentences what it does', async () => {
    const { body } = await ask(reader, 'GET', TEMPLATES);
    expect(new Set(body.map(({ key }: { key: string }) => key)).size).toBe(12);
    for (const { summary } of body) expect(summary.match(/[.!?](?= |$)/g)).toHaveLength(2);
  });

  for (const { key, file } of allTemplates) {
    it(`${key} is shown, made with what has to be chosen, can be published at once, and is taken away again without a trace`, async () => {
      const before = await living();
      const { letters } = (await ask(owner, 'GET', `${TEMPLATES}/${key}`)).body;
      for (const letter of letters) {
        const { purpose, subject, preheader, body } = letter;
        const shown = (await ask(owner, 'POST', '/api/messages/preview', { objectId: 0, purpose, subject, preheader, body })).body;
        expect([letter.name, shown.problems]).toEqual([letter.name, []]);
        if (purpose === 'bulk') expect(shown.letter.html).toContain('Saltmarsh');
      }
      const { things } = (await ask(owner, 'POST', `${TEMPLATES}/${key}/preview`, {})).body;
      const open = things.filter(({ status }: { status: string }) => status === 'choose');
      const choices = Object.fromEntries(open.map((thing: { key: string }) => [thing.key, { do: 'use', id: owner.userId }]));
      if (open.length > 0) expect((await ask(owner, 'POST', `${TEMPLATES}/${key}`, {})).body).toMatchObject({ code: 'things_to_choose' });
      expect(open.map(({ what }: { what: string }) => what).filter((what: string) => what !== 'user')).toEqual([]);

      const sender = { fromName: 'Nia of the Harbour', replyTo: 'nia@example.com' };
      const { status, body } = await ask(owner, 'POST', `${TEMPLATES}/${key}`, { choices, sender, name: `My ${file.name}` });
      expect([status, body.name, body.status]).toEqual([200, `My ${file.name}`, 'draft']);
      const draft = await ask(owner, 'GET', `/api/automations/${body.id}`);
      expect(draft.body.problems).toEqual({});
      const message = body.made.find(({ what }: { what: string }) => what === 'message');
      expect((await ask(owner, 'GET', `/api/messages/${message.id}`)).body.message).toMatchObject(sender);

      expect((await ask(owner, 'POST', `/api/automations/${body.id}/undo-template`)).status).toBe(200);
      expect(await living()).toEqual(before);
    });
  }
});

it('a letter calls a field that was chosen as that field is called here', async () => {
  const made = await ask(owner, 'POST', '/api/objects/0/fields', { label: 'Next visit', type: 'datetime' });
  const choices = { 'field:1': { do: 'use', id: made.body.id } };
  const { body } = await ask(owner, 'POST', `${TEMPLATES}/appointment-reminder`, { choices });
  expect((await ask(owner, 'GET', `/api/automations/${body.id}`)).body.problems).toEqual({});
  const confirmed = body.made.find(({ name }: { name: string }) => name === 'Appointment confirmed');
  expect((await ask(owner, 'GET', `/api/messages/${confirmed.id}`)).body.message.subject).toBe(
    'Your appointment: {{ contact.next_visit }}',
  );
});

it('what something else has come to use stays when a map is taken away; one that has run cannot be taken away so', async () => {
  const first = (await ask(owner, 'POST', `${TEMPLATES}/welcome`, {})).body;
  const second = (await ask(owner, 'POST', `${TEMPLATES}/welcome`, {})).body;
  expect(second.made).toEqual([]);
  const undone = await ask(owner, 'POST', `/api/automations/${first.id}/undo-template`);
  expect(undone.body).toEqual({ deleted: 0, kept: first.made.length });
  await test.database.account(owner.accountId, async (db) => {
    expect((await loadAutomation(db, second.id)).status).toBe('draft');
    await publishAutomation(db, owner.actor, second.id);
  });
  expect((await ask(owner, 'POST', `/api/automations/${second.id}/undo-template`)).body).toMatchObject({ code: 'was_published' });
  const plain = (await ask(owner, 'POST', '/api/automations', { name: 'By hand', objectId: 0 })).body;
  expect((await ask(owner, 'POST', `/api/automations/${plain.id}/undo-template`)).body).toMatchObject({ code: 'not_from_template' });
});

it('whoever may not look after maps only sees the list; another account neither sees nor takes away anything', async () => {
  const { body } = await ask(owner, 'POST', `${TEMPLATES}/birthday`, {});
  for (const [method, url] of [
    ['GET', `${TEMPLATES}/birthday`],
    ['POST', `${TEMPLATES}/birthday`],
    ['POST', `${TEMPLATES}/birthday/preview`],
    ['POST', `/api/automations/${body.id}/undo-template`],
  ] as const) {
    expect([url, (await ask(reader, method, url, method === 'POST' ? {} : undefined)).status]).toEqual([url, 403]);
  }
  expect((await ask(stranger, 'POST', `/api/automations/${body.id}/undo-template`)).status).toBe(404);
  expect((await ask(owner, 'GET', `/api/automations/${body.id}`)).status).toBe(200);
  expect((await ask(owner, 'GET', `${TEMPLATES}/no-such`)).status).toBe(404);
  const taken = await ask(stranger, 'POST', `${TEMPLATES}/declined-card`, { choices: { 'user:1': { do: 'use', id: 987 } } });
  expect(taken.body.code).toBe('things_to_choose');
});
