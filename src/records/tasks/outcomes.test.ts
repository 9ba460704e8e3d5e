import { describe, expect, it } from 'vitest';
import { makeUser } from '../../../test/factories.ts';
import { TaskWorld } from '../../../test/task-world.ts';
import { CONTACT, CONTACT_FIELDS as C } from '../schema.ts';

const world = new TaskWorld();

describe('outcomes of a task', () => {
  it('must be chosen, and set off what follows once, though two complete at once', async () => {
    const templateId = await world.template({
      outcomes: [
        {
          label: 'Reached',
          actions: [
            { kind: 'tag.add', settings: { tag: 'Reached' } },
            { kind: 'task.create', settings: { subject: 'Send offer', assignee: 'owner', dueInDays: 2 } },
          ],
        },
        { label: 'No answer' },
      ],
    });
    const nia = await world.contact(world.owner);
    const task = await world.assign(world.owner, nia, { templateId });
    const without = await world.call(world.owner, 'POST', `/api/tasks/${task.id}/complete`, {});
    expect([without.status, without.body.code, without.body.title]).toEqual([
      422,
      'outcome_required',
      'Say what came of this task: choose one of “Reached”, “No answer”.',
    ]);
    const shown = await world.ok(world.owner, 'GET', `/api/tasks/${task.id}`);
    const [reached] = shown.outcomes;
    const both = await Promise.all(
      [1, 2].map(() => world.call(world.owner, 'POST', `/api/tasks/${task.id}/complete`, { outcomeId: reached.id })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect([
      await world.tagsOf(nia),
      (await world.eventsOf(nia, 'tag.added')).length,
      (await world.eventsOf(nia, 'task.created')).length,
    ]).toEqual([['Reached'], 1, 2]);
    const [completed] = await world.eventsOf(nia, 'task.completed');
    expect((await world.eventsOf(nia, 'tag.added'))[0].cause_id).toBe(completed.id);
    expect((await world.eventsOf(nia, 'task.created'))[1].cause_id).toBe(completed.id);
  });

  it('are not set off a second time when the task is opened and completed again', async () => {
    const templateId = await world.template({
      outcomes: [{ label: 'Yes', actions: [{ kind: 'task.create', settings: { subject: 'Next', assignee: 'owner', dueInDays: null } }] }],
    });
    const nia = await world.contact(world.owner);
    const { id } = await world.assign(world.owner, nia, { templateId });
    for (const again of [1, 2]) {
      await world.ok(world.owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Yes' });
      if (again === 1) await world.ok(world.owner, 'POST', `/api/tasks/${id}/reopen`);
    }
    expect((await world.eventsOf(nia, 'task.created')).map(({ personal }) => personal.subject)).toEqual(['Call them', 'Next']);
    expect((await world.ok(world.owner, 'GET', `/api/tasks/${id}`)).history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'task.completed',
      'task.reopened',
      'task.completed',
      'task.created',
    ]);
  });

  it('that fail are told on the task and in the timeline, and are tried again', async () => {
    const leaver = await makeUser(world.test, world.owner, { role: 'Manager' });
    const next = { kind: 'task.create', settings: { subject: 'Next', assignee: leaver.userId, dueInDays: null } };
    const templateId = await world.template({
      outcomes: [{ label: 'Yes', actions: [next, { kind: 'tag.add', settings: { tag: 'After' } }] }],
    });
    const nia = await world.contact(world.owner);
    const { id } = await world.assign(world.owner, nia, { templateId });
    const leftAt = (at: string | null) =>
      world.test.owner.query('update users set left_at = $3 where account_id = $1 and id = $2', [world.owner.accountId, leaver.userId, at]);
    await leftAt('2026-03-02');
    expect(await world.ok(world.owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Yes' })).toEqual({ failed: 1 });
    expect(await world.tagsOf(nia)).toEqual(['After']);
    const { failures } = await world.ok(world.owner, 'GET', `/api/tasks/${id}`);
    expect(failures).toEqual([{ kind: 'task.create', sentence: 'There is no such user in this account. Choose another.' }]);
    expect(await world.eventsOf(nia, 'task.step_failed')).toHaveLength(1);
    expect(await world.ok(world.owner, 'POST', `/api/tasks/${id}/retry`)).toEqual({ failed: 1 });
    await leftAt(null);
    expect(await world.ok(world.owner, 'POST', `/api/tasks/${id}/retry`)).toEqual({ failed: 0 });
    expect((await world.ok(world.owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks).toMatchObject([
      { subject: 'Next' },
      { failures: [] },
    ]);
    expect((await world.call(world.owner, 'POST', `/api/tasks/${id}/retry`)).body.code).toBe('nothing_failed');
  });

  it('fill the names of merge fields into subject and text', async () => {
    const nia = await world.contact(world.owner, { firstname: 'Nia' });
    const templateId = await world.template({
      subject: 'Call {{ contact.first_name }}',
      body: 'Ask {{ contact.first_name | upcase }} about {{ broken',
    });
    expect(await world.assign(world.owner, nia, { templateId })).toMatchObject({
      subject: 'Call Nia',
      body: 'Ask {{ contact.first_name | upcase }} about {{ broken',
    });
  });
});

describe('a task’s form', () => {
  it('blocks completing until its required fields are filled, and is saved with the completion', async () => {
    const templateId = await world.template({
      fields: [
        { fieldId: C.city, required: true },
        { fieldId: C.title, required: false },
      ],
      outcomes: [{ label: 'Done' }],
    });
    const nia = await world.contact(world.owner);
    const { id } = await world.assign(world.owner, nia, { templateId });
    const shown = await world.ok(world.owner, 'GET', `/api/tasks/${id}`);
    expect([shown.form, shown.version]).toEqual([
      [
        { fieldId: C.city, required: true, value: null },
        { fieldId: C.title, required: false, value: null },
      ],
      1,
    ]);
    const blank = await world.call(world.owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Done', values: { [C.title]: 'Dr' } });
    expect([blank.body.code, blank.body.title]).toEqual(['form_incomplete', 'Fill in City before you complete this task.']);
    expect((await world.ok(world.owner, 'GET', `/api/records/${CONTACT}/${nia}`)).values[C.title]).toBeUndefined();
    const off = await world.call(world.owner, 'POST', `/api/tasks/${id}/complete`, {
      outcome: 'Done',
      values: { [C.email]: 'a@b.example' },
    });
    expect(off.body.code).toBe('not_on_form');
    await world.ok(world.owner, 'PATCH', `/api/records/${CONTACT}/${nia}`, { values: { [C.city]: 'Bonn' } });
    const late = await world.call(world.owner, 'POST', `/api/tasks/${id}/complete`, {
      outcome: 'Done',
      values: { [C.city]: 'Kiel' },
      version: 1,
    });
    expect(late.body.code).toBe('changed_meanwhile');
    await world.ok(world.owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Done', values: { [C.city]: 'Kiel' }, version: 2 });
    expect((await world.ok(world.owner, 'GET', `/api/records/${CONTACT}/${nia}`)).values[C.city]).toBe('Kiel');
  });
});
