import { isDeepStrictEqual } from 'node:util';
import { changeField } from './field-changes.ts';
import { pingUrl } from './pinging.ts';
import { isAny, oneOf, thingNamed, thingOrAny, Unmeant, wholeNumber, wordFor, type RuleAction, type Thing, type Wording } from './terms.ts';

type Act = Wording<RuleAction>;

/** An action that names one thing by its number. */
const naming = (
  name: string,
  { thing, kind, key, contactsOnly = false }: { thing: Thing; kind: string; key: string; contactsOnly?: boolean },
): Act => ({
  name,
  parameters: [thing],
  contactsOnly,
  read: ([text = ''], terms) => ({ kind, settings: { [key]: thingNamed(terms, thing, text) } }),
  say: (action) =>
    action.kind === kind && isDeepStrictEqual(Object.keys(action.settings), [key]) ? [[String(action.settings[key])]] : undefined,
});

const tagging = (name: string, kind: 'tag.add' | 'tag.remove'): Act => ({
  name,
  parameters: ['tag'],
  read: ([text = ''], terms) => ({ kind, settings: { tag: terms.things.tag.get(thingNamed(terms, 'tag', text))! } }),
  say(action, { tagNamed }) {
    const id = action.kind === kind ? tagNamed.get(String(action.settings.tag).trim().toLowerCase()) : undefined;
    return id === undefined ? undefined : [[String(id)]];
  },
});

const ENTERING = { '0': 'automation.enter', '1': 'automation.leave' } as const;
const HOLDING = { '0': 'automation.resume', '1': 'automation.hold' } as const;

const changing = (name: string, kinds: Readonly<Record<string, string>>, mayBeAll: boolean): Act => ({
  name,
  parameters: ['option', mayBeAll ? 'automation?' : 'automation'],
  read([option = '', automation = ''], terms) {
    const kind = oneOf(option, kinds, 'option');
    const automationId = mayBeAll ? (thingOrAny(terms, 'automation', automation) ?? null) : thingNamed(terms, 'automation', automation);
    return { kind, settings: { automationId } };
  },
  say({ kind, settings }) {
    const option = wordFor(kinds, kind);
    return option === undefined ? undefined : [[option, String((settings as { automationId: number | null }).automationId ?? 0)]];
  },
});

/** Users are told in the product, and by mail where they wish it, what a message says now; the record's owner where no user is named. */
const notify: Act = {
  name: 'Notify_someone_with_emailmbs',
  parameters: ['user', 'message'],
  read([user = '', message = ''], terms) {
    const to = isAny(user) || user.trim() === 'owner' ? 'owner' : thingNamed(terms, 'user', user);
    const said = terms.messages.get(thingNamed(terms, 'message', message));
    if (!said) throw new Unmeant('the message has not been published. Publish it first.');
    return { kind: 'user.notify', settings: { to: [to], subject: said.subject, text: said.text } };
  },
  say({ kind, settings }, { messages }) {
    const { to, subject, text } = settings as { to: readonly unknown[]; subject: string; text: string };
    if (kind !== 'user.notify' || to.length !== 1 || typeof to[0] === 'object') return undefined;
    const [id] = [...messages].find(([, said]) => said.subject === subject && said.text === text) ?? [];
    return id === undefined ? undefined : [[to[0] === 'owner' ? 'owner' : String(wholeNumber(String(to[0]), 'the user')), String(id)]];
  },
};

/** Every action that means a step here, under the name that calls know it by. */
export const ACTIONS: readonly Act[] = [
  tagging('Add_contact_to_category', 'tag.add'),
  tagging('Remove_contact_from_category', 'tag.remove'),
  changing('campaign_builder_action_change', ENTERING, false),
  changing('pause_or_unpause_on_camp', HOLDING, true),
  // Sequences are automations here: these names are read, and those above are written.
  naming('Assign_contact_to_drip', { thing: 'automation', kind: 'automation.enter', key: 'automationId' }),
  naming('Remove_contact_from_drip', { thing: 'automation', kind: 'automation.leave', key: 'automationId' }),
  naming('Pause_subscription_to_dripa', { thing: 'automation', kind: 'automation.hold', key: 'automationId' }),
  naming('Unpause_subscription_to_dripa', { thing: 'automation', kind: 'automation.resume', key: 'automationId' }),
  changeField,
  naming('Add_to_leadrouter', { thing: 'router', kind: 'lead.route', key: 'routerId', contactsOnly: true }),
  notify,
  naming('Send_contact_an_emailmbs', { thing: 'message', kind: 'email.send', key: 'messageId' }),
  naming('Send_contact_a_task', { thing: 'template', kind: 'task.assign', key: 'templateId' }),
  pingUrl,
];
