import { describe, expect, it } from 'vitest';
import { makeUser } from '../../../test/factories.ts';
import { type Method, TaskWorld } from '../../../test/task-world.ts';
import { eraseRecords } from '../erase-records.ts';
import { COMPANY, CONTACT } from '../schema.ts';

const world = new TaskWorld();

describe('the list of tasks', () => {
  it('parts late, today’s, later and done by the days of the asked zone, and pages through each', async () => {
    const worker = await makeUser(world.test, world.owner, { role: 'Sales' });
    const nia = await world.contact(worker);
    const times = [
      '2026-02-27T10:00:00Z',
      '2026-03-01T23:30:00Z',
      '2026-03-02T08:00:00Z',
      '2026-03-02T22:30:00Z',
      '2026-03-03T23:30:00Z',
      null,
    ];
    for (const dueAt of times) await world.assign(worker, nia, { subject: String(dueAt), dueAt });
    const subjects = async (query: string): Promise<string[]> =>
      (await world.ok(worker, 'GET', `/api/tasks?${query}`)).tasks.map(({ subject }: { subject: string }) => subject);
    const zone = 'zone=Europe/Berlin';
    expect(await subjects(`tab=overdue&${zone}`)).toEqual([times[0]]);
    expect(await subjects(`tab=today&${zone}`)).toEqual([times[1], times[2], times[3]]);
    expect(await subjects(`tab=upcoming&${zone}`)).toEqual([times[4], 'null']);
    expect(await subjects('tab=overdue&zone=America/New_York')).toEqual([times[0], times[1]]);
    const counts = await world.ok(worker, 'GET', `/api/tasks/counts?${zone}`);
    expect(Object.values(counts.tabs).map((tab) => (tab as { count: number }).count)).toEqual([1, 3, 2, 0]);
    expect((await world.call(worker, 'GET', '/api/tasks?tab=today&zone=Moon/Base')).status).toBe(422);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: any = await world.ok(worker, 'GET', `/api/tasks?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.tasks.map(({ subject }: { subject: string }) => subject));
      cursor = page.cursor;
    }
    expect(seen).toEqual(times.map(String));
    const all = (await world.ok(worker, 'GET', '/api/tasks')).tasks as { id: number }[];
    await world.ok(worker, 'POST', '/api/tasks/bulk', { do: 'complete', ids: all.slice(0, 3).map(({ id }) => id), outcome: 'No answer' });
    expect(await subjects('tab=done&outcome=No answer&limit=200')).toHaveLength(3);
    expect((await world.ok(worker, 'GET', '/api/tasks/counts')).outcomes).toEqual([{ outcome: 'No answer', count: 3 }]);
    const done: any = await world.ok(worker, 'GET', '/api/tasks?tab=done&limit=2');
    expect((await world.ok(worker, 'GET', `/api/tasks?tab=done&limit=2&cursor=${done.cursor}`)).tasks).toHaveLength(1);
    expect(
      await world.ok(worker, 'POST', '/api/tasks/bulk', {
        do: 'reschedule',
        ids: all.slice(2).map(({ id }) => id),
        dueAt: '2026-03-09T10:00:00Z',
      }),
    ).toMatchObject({
      done: 3,
      refused: [{ sentence: 'This task is already complete.' }],
    });
    expect(
      await world.ok(worker, 'POST', '/api/tasks/bulk', {
        do: 'reassign',
        ids: all.slice(3).map(({ id }) => id),
        assigneeId: world.owner.userId,
      }),
    ).toEqual({ done: 3, refused: [] });
    expect((await world.ok(world.owner, 'GET', `/api/tasks?of=${worker.userId}&tab=done`)).tasks).toHaveLength(3);
    await world.ok(worker, 'PATCH', `/api/records/${CONTACT}/${nia}`, { values: { firstname: 'Away' } });
    await world.ok(world.owner, 'DELETE', `/api/records/${CONTACT}/${nia}`);
    expect(await subjects('tab=done')).toEqual([]);
  });

  it('shows other people’s only where the role reaches their records', async () => {
    const theirs = await world.contact(world.owner, { firstname: 'Hidden' });
    await world.assign(world.owner, theirs, { subject: 'Secret', assigneeId: world.owner.userId });
    const own = await world.contact(world.seller);
    await world.assign(world.seller, own, { subject: 'Open', assigneeId: world.other.userId });
    expect((await world.ok(world.seller, 'GET', '/api/tasks?of=others')).tasks.map(({ subject }: { subject: string }) => subject)).toEqual([
      'Open',
    ]);
    expect((await world.ok(world.seller, 'GET', `/api/tasks?of=${world.owner.userId}`)).tasks).toEqual([]);
  });
});

describe('every route of tasks, notes and templates', () => {
  it('is closed to other accounts and to who lacks the right', async () => {
    const nia = await world.contact(world.owner);
    const { id } = await world.assign(world.owner, nia, { subject: 'Mine' });
    const note = (await world.ok(world.owner, 'POST', `/api/records/${CONTACT}/${nia}/notes`, { body: 'Hush' })).id;
    const templateId = await world.template({ name: 'Ours' });
    const input = { objectId: CONTACT, name: 'Call', subject: 'Call them' };
    const call1 = { direction: 'in', outcome: 'busy' };
    const place = `/api/records/${CONTACT}/${nia}`;
    const doors: [Method, string, object | undefined, theirs: number, readers: number][] = [
      ['GET', `/api/tasks/${id}`, undefined, 404, 200],
      ['PATCH', `/api/tasks/${id}`, { subject: 'x' }, 404, 403],
      ['POST', `/api/tasks/${id}/complete`, {}, 404, 403],
      ['POST', `/api/tasks/${id}/cancel`, {}, 404, 403],
      ['POST', `/api/tasks/${id}/reopen`, undefined, 404, 403],
      ['POST', `/api/tasks/${id}/claim`, undefined, 404, 403],
      ['POST', `/api/tasks/${id}/retry`, undefined, 404, 403],
      ['POST', `${place}/tasks`, { subject: 'x' }, 404, 403],
      ['GET', `${place}/tasks`, undefined, 404, 200],
      ['POST', `${place}/calls`, call1, 404, 403],
      ['POST', `${place}/notes`, { body: 'x' }, 404, 403],
      ['GET', `${place}/mentionable`, undefined, 404, 200],
      ['PATCH', `/api/notes/${note}`, { body: 'x' }, 404, 403],
      ['PUT', `/api/notes/${note}/pin`, { pinned: true }, 404, 403],
      ['GET', `/api/notes/${note}/history`, undefined, 404, 200],
      ['DELETE', `/api/notes/${note}`, undefined, 404, 403],
      ['PUT', `/api/task-templates/${templateId}`, input, 404, 403],
      ['DELETE', `/api/task-templates/${templateId}`, undefined, 404, 403],
      ['POST', '/api/task-templates', input, 200, 403],
      ['GET', '/api/task-templates/steps', undefined, 200, 403],
    ];
    for (const [method, url, payload, theirs, readers] of doors) {
      const seen = [
        (await world.call(world.stranger, method, url, payload)).status,
        (await world.call(world.reader, method, url, payload)).status,
      ];
      expect([method, url, ...seen]).toEqual([method, url, theirs, readers]);
    }
    const bulk = { do: 'complete', ids: [id], outcome: 'x' };
    for (const seat of [world.stranger, world.reader]) {
      expect(await world.ok(seat, 'POST', '/api/tasks/bulk', bulk)).toEqual({
        done: 0,
        refused: [{ id, sentence: 'There is no such task, or you may not change it.' }],
      });
    }
    expect(
      (await world.ok(world.stranger, 'GET', '/api/task-templates')).templates.map(({ name }: { name: string }) => name),
    ).not.toContain('Ours');
  });

  it('keeps a template to its records, its fields and steps that fit', async () => {
    const templateId = await world.template({});
    const wrong = await world.call(world.owner, 'PUT', `/api/task-templates/${templateId}`, {
      objectId: CONTACT,
      name: 'Call',
      subject: 'Call',
      fields: [{ fieldId: 99_999 }],
      outcomes: [{ label: 'A', actions: [{ kind: 'nothing', settings: {} }] }, { label: 'a' }],
    });
    expect(wrong.body.fields).toEqual({
      'fields.0': 'This field has been deleted. Choose another.',
      'outcomes.1.label': 'There are two outcomes “a”. Rename one.',
      'outcomes.0.actions.0': 'After “A”: There is no step of the kind “nothing”. Remove it.',
    });
    const elsewhere = { objectId: COMPANY, name: 'Call', subject: 'Call' };
    expect((await world.call(world.owner, 'PUT', `/api/task-templates/${templateId}`, elsewhere)).body.code).toBe('other_object');
    await world.ok(world.owner, 'DELETE', `/api/task-templates/${templateId}`);
    expect(
      (await world.call(world.owner, 'POST', `/api/records/${CONTACT}/${await world.contact(world.owner)}/tasks`, { templateId })).body
        .code,
    ).toBe('no_such_template');
  });
});

describe('when somebody leaves or is forgotten', () => {
  it('tasks and templates go to whoever takes over, and nothing of an erased person stays', async () => {
    const leaver = await makeUser(world.test, world.owner, { role: 'Manager', name: 'Lea Leaving' });
    const templateId = await world.template({ name: 'Hers', assignee: { to: 'user', id: leaver.userId } });
    const nia = await world.contact(world.owner, { firstname: 'Zanzibar' });
    const { id } = await world.assign(world.owner, nia, {
      templateId,
      subject: 'Zanzibar',
      dueAt: '2026-05-01T10:00:00Z',
      reminders: [{ amount: 1, unit: 'days' }],
    });
    await world.ok(world.owner, 'DELETE', `/api/users/${leaver.userId}`, { reassignTo: world.owner.userId });
    const { templates } = await world.ok(world.owner, 'GET', '/api/task-templates');
    const mine = { to: 'user', id: world.owner.userId };
    expect([
      (await world.ok(world.owner, 'GET', `/api/tasks/${id}`)).assigneeId,
      templates.find((one: { id: number }) => one.id === templateId).assignee,
    ]).toEqual([world.owner.userId, mine]);
    await world.ok(world.owner, 'POST', `/api/records/${CONTACT}/${nia}/calls`, {
      direction: 'in',
      outcome: 'answered',
      notes: 'Zanzibar spoke',
    });
    await world.test.database.account(world.owner.accountId, (db) => eraseRecords(db, { objectId: CONTACT, recordIds: [nia] }));
    for (const table of ['tasks', 'task_reminders', 'notes', 'events', 'records']) {
      const { rows } = await world.test.owner.query(
        `select count(*)::int as left from ${table} x where account_id = $1 and to_jsonb(x)::text like '%Zanzibar%'`,
        [world.owner.accountId],
      );
      expect([table, rows[0].left]).toEqual([table, 0]);
    }
    expect(
      (
        await world.test.owner.query('select count(*)::int as left from task_reminders where account_id = $1 and task_id = $2', [
          world.owner.accountId,
          id,
        ])
      ).rows[0].left,
    ).toBe(0);
  });
});
