import {
  addTag,
  ask,
  AT_NIGHT,
  clicked,
  end,
  goal,
  halves,
  hasTag,
  letter,
  midweek,
  pause,
  removeTag,
  send,
  step,
  tagged,
  tagThings,
  told,
} from './parts.ts';
import { contactTemplate } from './template.ts';

/** Nothing has happened for so long; who never did anything counts from the day on which they came. */
const quiet = (since: string) => ({ system: since, operator: 'more_than_ago', amount: 180, unit: 'days' });

export const winBack = contactTemplate({
  key: 'win-back',
  job: 'quiet',
  summary:
    'Writes to customers with whom nothing has happened for half a year, half of them with a small gift and half without. Whoever shows interest gets a call, whoever orders ends the series, and the better half wins.',
  needs: [
    'Whoever is in the group already when the map is published is not brought: add them once by “Add contacts”.',
    'Customers need the tag “Customer”.',
    'Decide on the gift in the second letter, and put your addresses behind the buttons.',
    'Give the tag “Won back” when somebody orders by other ways.',
  ],
  tells: [{ name: 'order.placed', when: 'Told when an order is placed: this is the goal, the same as the tag “Won back”.' }],
  file: {
    name: 'Win-back',
    map: {
      triggers: [{ id: 20, event: 'group.entered', subject: [1] }],
      start: 1,
      reentry: 'after_leaving',
      quiet: AT_NIGHT,
      steps: [
        midweek(1, 2),
        halves(2, ['Only a word', 'With a gift'], { tag: 2, days: 30 }, [3, 4]),
        send(3, 1, 5),
        send(4, 2, 5),
        pause(5, [10, 'days'], 6),
        ask(6, [['Has looked', clicked(1, 2), 7]], 8),
        step(7, 'task.assign', { templateId: 1 }, 9),
        send(8, 3, 9),
        pause(9, [20, 'days'], 10),
        addTag(10, 'Lapsed', 11),
        end(11),
        goal(12, 'Ordered again', [tagged(21, 2), told(22, 'order.placed')], 13),
        addTag(13, 'Won back', 14),
        removeTag(14, 'Lapsed', 15),
        send(15, 4, 16),
        end(16),
      ],
    },
    things: {
      tag: tagThings('Customer', 'Won back'),
      group: {
        1: {
          object: 1,
          name: 'Customers, quiet for half a year',
          criteria: {
            all: [
              hasTag(1),
              { any: [quiet('last_activity'), { all: [{ system: 'last_activity', operator: 'is_blank' }, quiet('created')] }] },
            ],
          },
        },
      },
      taskTemplate: {
        1: {
          object: 1,
          name: 'Ring a customer who has looked again',
          subject: 'Ring: has looked at us again',
          body: 'Quiet for half a year, and now followed a link. Ask what they need today; it may not be what they needed then.',
          assignee: { to: 'owner' },
          due: { amount: 2, unit: 'business_days' },
          reminders: [],
          outcomes: [
            { label: 'Orders again', actions: [{ kind: 'tag.add', settings: { tag: 'Won back' } }] },
            { label: 'Later', actions: [] },
            { label: 'Went elsewhere', actions: [] },
          ],
          fields: [],
        },
      },
      message: {
        1: letter({
          name: 'Win-back, a word',
          subject: 'It has been a while, {{ contact.first_name | default: "and we noticed" }}',
          preheader: 'What is new since you were last here.',
          heading: 'It has been a while',
          text: [
            'Half a year has gone by since we last heard from you. Some things are new here since, and the best of the old is still there.',
          ],
          button: { label: 'See what is new', url: 'https://www.example.com/new' },
        }),
        2: letter({
          name: 'Win-back, a gift',
          subject: 'Something small for you, {{ contact.first_name | default: "with our regards" }}',
          preheader: 'A gift on your next order, good for a month.',
          heading: 'A small gift',
          text: [
            'Half a year has gone by since we last heard from you. On your next order this month there is a small gift in the parcel: the code is **WELCOMEBACK**.',
          ],
          button: { label: 'Choose something', url: 'https://www.example.com/new' },
        }),
        3: letter({
          name: 'Win-back, one question',
          subject: 'May we ask why?',
          preheader: 'One line would help us.',
          heading: 'May we ask why?',
          text: [
            'You were our customer once, and now you are not. If it was something we did, one line in answer would help us to do better. If your needs have changed, we wish you well.',
          ],
        }),
        4: letter({
          name: 'Win-back, the thank-you',
          subject: 'Good to have you back',
          heading: 'Good to have you back',
          text: ['Thank you for your order. If anything is not as it used to be, or as it should be, tell me: answer this letter.'],
        }),
      },
    },
  },
});
