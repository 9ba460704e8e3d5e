import { ask, end, hasTag, letter, send, step, tagThings } from './parts.ts';
import { contactTemplate } from './template.ts';

export const birthday = contactTemplate({
  key: 'birthday',
  job: 'care',
  summary:
    'Congratulates everybody whose birthday you know, at nine in the morning where they live. Of those with the tag “Regular” it also reminds their owner to ring.',
  needs: ['Contacts need their birthday; their own time zone counts where it is known.', 'Give the tag “Regular” to whom you would ring.'],
  file: {
    name: 'Birthday',
    map: {
      triggers: [
        {
          id: 20,
          event: 'date.reached',
          date: {
            when: 'field',
            offset: { fieldId: 1, amount: 0, unit: 'days', direction: 'after', at: '09:00', yearly: true },
            zone: 'contact',
          },
        },
      ],
      start: 1,
      reentry: 'after_leaving',
      perDay: 1,
      steps: [
        ask(1, [['Regular', hasTag(1), 2]], 3),
        step(
          2,
          'task.create',
          {
            subject: 'Ring {{ contact.first_name | default: "them" }}: it is their birthday',
            body: 'Nothing to sell today. A minute is enough.',
            assignee: 'owner',
            dueInDays: 0,
          },
          3,
        ),
        send(3, 1, 4),
        end(4),
      ],
    },
    things: {
      field: { 1: { object: 1, label: 'Birthday', type: 'date', standard: 8 } },
      tag: tagThings('Regular'),
      message: {
        1: letter({
          name: 'Happy birthday',
          subject: 'Happy birthday, {{ contact.first_name | default: "dear reader" }}!',
          preheader: 'All good wishes from all of us.',
          heading: 'Happy birthday!',
          text: [
            'Today is your day, and we did not want to let it pass without a word. All of us here wish you good health, good company and a better year than the last.',
            'There is nothing to click and nothing to buy. Have cake.',
          ],
        }),
      },
    },
  },
});
