import { accountSettings, usersOf } from '../../../accounts/index.ts';
import { automationNames } from '../../../automations/index.ts';
import { publishedWords } from '../../../email/index.ts';
import { formNames } from '../../../forms/index.ts';
import { allRouters } from '../../../leads/index.ts';
import { allTags, objectShapes, taskTemplates } from '../../../records/index.ts';
import { subscriptionsOf } from '../../../webhooks/index.ts';
import type { CompatibleCall } from '../call.ts';
import { typeOfId } from '../rules/object-types.ts';
import type { RuleTerms } from './terms.ts';

/**
 * What the texts of rules about an object are read and written with; a function, because several objects need most of it alike. `withWords` says whether what
 * messages say is needed too.
 */
export async function loadTerms(
  { db, ownTypes }: CompatibleCall,
  withWords: boolean,
): Promise<(objectId: number) => RuleTerms | undefined> {
  const shapes = new Map((await objectShapes(db)).map((shape) => [shape.id, shape]));
  const { currency } = await accountSettings(db);
  const [tags, automations, templates] = [await allTags(db), await automationNames(db), await taskTemplates(db)];
  const [routers, forms, messages] = [await allRouters(db), await formNames(db), await publishedWords(db, withWords)];
  const webhooks = await subscriptionsOf(db);
  const users = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
  const named = (rows: readonly { id: number; object_id: number; name: string }[], objectId: number): Map<number, string> =>
    new Map(rows.filter((row) => row.object_id === objectId).map(({ id, name }) => [id, name]));
  return (objectId) => {
    const shape = shapes.get(objectId);
    return (
      shape && {
        shape,
        shapes,
        currency,
        idField: typeOfId(objectId, ownTypes)?.idField ?? 'id',
        things: {
          tag: named(tags, objectId),
          automation: named(automations, objectId),
          template: named(templates, objectId),
          router: named(routers, objectId),
          form: named(forms, objectId),
          message: named(messages, objectId),
          user: new Map(users.map(({ id, name }) => [id, name])),
          webhook: new Map(webhooks.filter(({ state }) => state !== 'ended').map(({ id, url }) => [id, url])),
        },
        tagNamed: new Map(tags.filter((tag) => tag.object_id === objectId).map(({ id, name }) => [name.toLowerCase(), id])),
        messages: new Map(messages.filter(({ version }) => version !== null).map((message) => [message.id, spokenOf(message)])),
      }
    );
  };
}

/** What only letters can show; its line is left out where a user is told what a message says. */
const OF_LETTERS = /\{\{-?\s*(?:unsubscribe_url|preferences_url|confirm_url)|\{%/;

function spokenOf({ subject, text, links }: { subject: string; text: string; links: string[] }): {
  subject: string;
  text: string;
  links: string[];
} {
  const lines = text.split('\n').filter((line) => !OF_LETTERS.test(line));
  const written = lines.join('\n').replaceAll(/\{\{-?\s*links\[(\d+)\][^}]*\}\}/g, (whole, place: string) => links[Number(place)] ?? whole);
  return { subject, text: written.trim(), links };
}
