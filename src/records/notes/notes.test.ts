import { describe, expect, it } from 'vitest';
import { TaskWorld } from '../../../test/task-world.ts';
import { CONTACT } from '../schema.ts';

const world = new TaskWorld();

describe('calls and notes', () => {
  it('are logged, pinned, changed and deleted, each with its history', async () => {
    const nia = await world.contact(world.owner);
    const place = `/api/records/${CONTACT}/${nia}`;
    const { id } = await world.ok(world.owner, 'POST', `${place}/calls`, {
      direction: 'out',
      number: '+49 431 1',
      durationSeconds: 95,
      outcome: 'answered',
      notes: 'Wants a quote',
    });
    const [logged] = await world.eventsOf(nia, 'call.logged');
    expect([logged.data, logged.personal]).toEqual([
      { direction: 'out', outcome: 'answered', durationSeconds: 95 },
      { number: '+49 431 1', body: 'Wants a quote' },
    ]);
    expect((await world.ok(world.owner, 'GET', place)).lastActivityAt).toBeNull();
    await world.ok(world.owner, 'POST', `${place}/notes`, { body: 'Second' });
    await world.ok(world.owner, 'PUT', `/api/notes/${id}/pin`, { pinned: true });
    const { notes } = await world.ok(world.owner, 'GET', `${place}/notes`);
    expect(notes).toMatchObject([
      { id, kind: 'call', call: { direction: 'out', durationSeconds: 95 } },
      { kind: 'note', body: 'Second' },
    ]);
    await world.ok(world.owner, 'PATCH', `/api/notes/${id}`, { body: 'Wants two quotes' });
    const { events } = await world.ok(world.owner, 'GET', `/api/notes/${id}/history`);
    expect(events.map(({ kind, was }: { kind: string; was: string | null }) => [kind, was])).toEqual([
      ['note.changed', 'Wants a quote'],
      ['note.pinned', null],
      ['call.logged', null],
    ]);
    await world.ok(world.owner, 'DELETE', `/api/notes/${id}`);
    expect((await world.eventsOf(nia, 'note.deleted'))[0].personal).toEqual({ was: 'Wants two quotes' });
  });

  it('name only colleagues who may see the record, and tell each once', async () => {
    const nia = await world.contact(world.seller);
    const place = `/api/records/${CONTACT}/${nia}`;
    const { users } = await world.ok(world.seller, 'GET', `${place}/mentionable?search=r`);
    expect(users).toContainEqual({ id: world.reader.userId, name: 'Rita Reader' });
    const refused = await world.call(world.seller, 'POST', `${place}/notes`, { body: `Ask @{${world.other.userId}}` });
    expect([refused.status, refused.body.code, refused.body.title]).toEqual([
      422,
      'mention_unseen',
      'Olga Other may not see this contact. Take the mention out, or give them the right to see it.',
    ]);
    expect((await world.ok(world.seller, 'GET', `${place}/notes`)).notes).toEqual([]);
    const { id } = await world.ok(world.seller, 'POST', `${place}/notes`, { body: `Ask @{${world.reader.userId}}, please` });
    await world.ok(world.seller, 'PATCH', `/api/notes/${id}`, { body: `Ask @{${world.reader.userId}} or @{${world.owner.userId}}` });
    expect((await world.eventsOf(nia, 'user.mentioned')).map(({ data }) => data.userIds)).toEqual([
      [world.reader.userId],
      [world.owner.userId],
    ]);
    expect((await world.ok(world.seller, 'GET', `${place}/notes`)).names.map(({ id: userId }: { id: number }) => userId)).toEqual([
      world.owner.userId,
      world.reader.userId,
    ]);
    expect((await world.call(world.seller, 'POST', `${place}/notes`, { body: '@{987654}' })).body.code).toBe('no_such_user');
  });
});
