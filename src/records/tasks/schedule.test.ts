import { describe, expect, it } from 'vitest';
import { TaskWorld } from '../../../test/task-world.ts';
import { CONTACT } from '../schema.ts';

const world = new TaskWorld();

describe('a recurring task', () => {
  it('is made again when it is completed, at the same time of day over the change of clocks', async () => {
    const nia = await world.contact(world.owner);
    const first = await world.assign(world.owner, nia, {
      subject: 'Weekly',
      dueAt: '2026-03-23T08:00:00Z',
      recurrence: { every: 'week', weekdays: [1] },
      reminders: [{ amount: 1, unit: 'hours' }],
    });
    await world.ok(world.owner, 'POST', `/api/tasks/${first.id}/complete`, { outcome: 'Done' });
    const [next] = (await world.ok(world.owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks;
    expect(next).toMatchObject({
      subject: 'Weekly',
      status: 'pending',
      dueAt: '2026-03-30T07:00:00.000Z',
      reminders: [{ amount: 1, unit: 'hours' }],
    });
    await world.ok(world.owner, 'POST', `/api/tasks/${first.id}/reopen`);
    await world.ok(world.owner, 'POST', `/api/tasks/${first.id}/complete`, { outcome: 'Done' });
    expect((await world.ok(world.owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks).toHaveLength(2);
    await world.ok(world.owner, 'POST', `/api/tasks/${next.id}/cancel`, { note: 'No longer needed' });
    expect((await world.ok(world.owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks).toHaveLength(2);
  });

  it('is made again when it is due, done or not, once however long nobody looked', async () => {
    const nia = await world.contact(world.owner);
    await world.assign(world.owner, nia, {
      subject: 'Daily',
      dueAt: '2026-03-02T10:00:00Z',
      recurrence: { every: 'day', next: 'due' },
      reminders: [{ amount: 30, unit: 'minutes' }],
    });
    world.test.clock.moveTo('2026-03-02T10:00:00Z');
    await world.test.settle(world.owner.accountId);
    const due = async (): Promise<string[]> =>
      (await world.ok(world.owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks.map(({ dueAt }: { dueAt: string }) => dueAt);
    expect(await due()).toEqual(['2026-03-03T10:00:00.000Z', '2026-03-02T10:00:00.000Z']);
    expect(await world.eventsOf(nia, 'task.reminded')).toHaveLength(1);
    world.test.clock.moveTo('2026-03-30T12:00:00Z');
    await world.test.settle(world.owner.accountId);
    expect(await due()).toEqual(['2026-03-31T09:00:00.000Z', '2026-03-03T10:00:00.000Z', '2026-03-02T10:00:00.000Z']);
    expect(await world.eventsOf(nia, 'task.reminded')).toHaveLength(2);
    await world.test.settle(world.owner.accountId);
    expect(await world.eventsOf(nia, 'task.reminded')).toHaveLength(2);
    world.test.clock.moveTo('2026-03-02T09:00:00Z');
  });

  it('asks for a day to begin with', async () => {
    const { body } = await world.call(world.owner, 'POST', `/api/records/${CONTACT}/${await world.contact(world.owner)}/tasks`, {
      subject: 'x',
      recurrence: { every: 'day' },
    });
    expect(body.code).toBe('due_required');
  });
});

describe('reminders', () => {
  it('move with the due time, and stop when the task is closed or its record lies in the bin', async () => {
    const reminders = [{ amount: 1, unit: 'hours' }];
    const records = [await world.contact(world.owner), await world.contact(world.owner), await world.contact(world.owner)] as const;
    const ids: number[] = [];
    for (const record of records)
      ids.push((await world.assign(world.owner, record, { subject: 'Ring', dueAt: '2026-03-02T11:00:00Z', reminders })).id);
    await world.ok(world.owner, 'PATCH', `/api/tasks/${ids[0]}`, { dueAt: '2026-03-02T15:00:00Z' });
    await world.ok(world.owner, 'POST', `/api/tasks/${ids[1]}/complete`, {});
    await world.ok(world.owner, 'DELETE', `/api/records/${CONTACT}/${records[2]}`);
    const reminded = async (): Promise<number[]> => {
      const counts: number[] = [];
      for (const record of records) counts.push((await world.eventsOf(record, 'task.reminded')).length);
      return counts;
    };
    world.test.clock.moveTo('2026-03-02T10:30:00Z');
    await world.test.settle(world.owner.accountId);
    expect(await reminded()).toEqual([0, 0, 0]);
    world.test.clock.moveTo('2026-03-02T14:00:00Z');
    await world.test.settle(world.owner.accountId);
    expect(await reminded()).toEqual([1, 0, 0]);
    world.test.clock.moveTo('2026-03-02T09:00:00Z');
  });
});

describe('a task for a role', () => {
  it('waits for everybody of the role, and of two who take it at once one has it', async () => {
    const salesRole = (
      await world.test.owner.query("select id from roles where account_id = $1 and name = 'Sales'", [world.owner.accountId])
    ).rows[0].id;
    const nia = await world.contact(world.owner);
    const task = await world.assign(world.owner, nia, { subject: 'Greet', roleId: Number(salesRole) });
    expect(task).toMatchObject({ assigneeId: null, roleId: Number(salesRole) });
    for (const seat of [world.seller, world.other]) {
      expect((await world.ok(seat, 'GET', '/api/tasks?of=roles')).tasks.map(({ id }: { id: number }) => id)).toEqual([task.id]);
      expect((await world.ok(seat, 'GET', '/api/tasks/counts')).roles).toEqual({ count: 1, more: false });
    }
    expect((await world.ok(world.reader, 'GET', '/api/tasks?of=roles')).tasks).toEqual([]);
    expect((await world.call(world.reader, 'POST', `/api/tasks/${task.id}/claim`)).status).toBe(403);
    const both = await Promise.all([world.seller, world.other].map((seat) => world.call(seat, 'POST', `/api/tasks/${task.id}/claim`)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'task_taken',
      title: expect.stringMatching(/^(Sam Seller|Olga Other) has taken this task already\./),
    });
    expect(await world.eventsOf(nia, 'task.reassigned')).toHaveLength(1);
    expect((await world.call(world.owner, 'POST', `/api/records/${CONTACT}/${nia}/tasks`, { subject: 'x', roleId: 999 })).body.code).toBe(
      'no_such_role',
    );
  });
});
