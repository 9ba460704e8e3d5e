import type { AccountDb } from '../app/db.ts';
import { choicesOf } from './queries/notifications.ts';
import { type Choice, DEFAULT_CHOICES, type TopicName, TOPICS } from './schema.ts';

/** How each of the users wants to be told of a topic. */
export async function choicesFor(
  db: AccountDb,
  userIds: readonly number[],
): Promise<(userId: number, topic: TopicName) => Omit<Choice, 'topic'>> {
  const chosen = new Map((await choicesOf(db, userIds)).map((row) => [`${row.user_id}:${row.topic}`, row]));
  return (userId, topic) => {
    const row = chosen.get(`${userId}:${topic}`);
    return row ? { inApp: row.in_app, byMail: row.by_mail } : DEFAULT_CHOICES[topic];
  };
}

/** A user's choices, one for every topic. */
export async function listChoices(db: AccountDb, userId: number): Promise<Choice[]> {
  const choices = await choicesFor(db, [userId]);
  return TOPICS.map((topic) => ({ topic, ...choices(userId, topic) }));
}
