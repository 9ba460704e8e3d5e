import { addTag, AT_NIGHT, clicked, end, letter, midweek, send, tagThings, waitFor } from './parts.ts';
import { contactTemplate } from './template.ts';

const LAST_QUARTER = { operator: 'in_last', amount: 90, unit: 'days' };

export const reEngagement = contactTemplate({
  key: 're-engagement',
  job: 'quiet',
  summary:
    'Asks those who have opened none of your letters for three months whether they want to hear from you, twice. Who says yes is marked as awake, who does not answer as asleep, so that you can leave them in peace.',
  needs: [
    'Put an address of your own behind the buttons: who presses one stays.',
    'Whoever is in the group already when the map is published is not brought: add them once by “Add contacts”.',
    'Leave out those with the tag “Asleep” when you write to many.',
  ],
  file: {
    name: 'Re-engagement',
    map: {
      triggers: [{ id: 20, event: 'group.entered', subject: [1] }],
      start: 1,
      reentry: 'after_leaving',
      quiet: AT_NIGHT,
      steps: [
        midweek(1, 2),
        send(2, 1, 3),
        waitFor(3, clicked(1), [7, 'days'], [4, 5]),
        addTag(4, 'Awake again', 9),
        send(5, 2, 6),
        waitFor(6, clicked(1, 2), [7, 'days'], [4, 7]),
        addTag(7, 'Asleep', 8),
        end(8),
        end(9),
      ],
    },
    things: {
      tag: tagThings('Awake again', 'Asleep'),
      group: {
        1: {
          object: 1,
          name: 'Quiet for three months',
          criteria: {
            all: [
              { behaviour: 'email.sent', count: { operator: 'at_least', value: 3 }, within: LAST_QUARTER },
              { behaviour: 'email.opened', count: { operator: 'exactly', value: 0 }, within: LAST_QUARTER },
              { tag: [2], operator: 'has_none' },
            ],
          },
        },
      },
      message: {
        1: letter({
          name: 'Still want to hear from us?',
          subject: 'Still want to hear from us, {{ contact.first_name | default: "friend" }}?',
          preheader: 'One press is enough.',
          heading: 'A simple question',
          text: [
            'It seems our letters have not been of much use to you lately. That is quite all right: inboxes are full, and things change.',
            'Shall we go on writing? If so, press once. If not, you need do nothing at all.',
          ],
          button: { label: 'Yes, go on', url: 'https://www.example.com/stay' },
        }),
        2: letter({
          name: 'Our last letter',
          subject: 'This is our last letter, unless you say so',
          preheader: 'We will leave you in peace.',
          heading: 'We will leave you in peace',
          text: ['We asked last week whether you want to hear from us. If we hear nothing now either, we take it for a no, and stop.'],
          button: { label: 'Please go on', url: 'https://www.example.com/stay' },
          after: ['Thank you for having read us so far. You are welcome back at any time.'],
        }),
      },
    },
  },
});
