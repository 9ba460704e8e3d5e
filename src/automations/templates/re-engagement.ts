import { contactTemplate, messageThing } from './template.ts';

const clicked = (message: number) => ({
  behaviour: 'email.clicked',
  subject: [message],
  within: { operator: 'in_last', amount: 30, unit: 'days' },
});
const WEEK = { amount: 7, unit: 'days' };

export const reEngagement = contactTemplate({
  key: 're-engagement',
  job: 'quiet',
  summary:
    'Asks those who have opened nothing for three months whether they want to hear from you, twice, and lets go of those who do not answer.',
  needs: ['Put your own link behind the buttons: who presses one stays.'],
  file: {
    name: 'Re-engagement',
    map: {
      triggers: [{ id: 20, event: 'group.entered', subject: [1] }],
      start: 1,
      reentry: 'after_leaving',
      steps: [
        { id: 1, kind: 'email.send', settings: { messageId: 1 }, next: [2] },
        { id: 2, kind: 'wait', settings: { wait: 'criteria', criteria: clicked(1), limit: WEEK }, next: [3, 4] },
        { id: 3, kind: 'tag.add', settings: { tag: 'Awake again' }, next: [8] },
        { id: 4, kind: 'email.send', settings: { messageId: 2 }, next: [5] },
        { id: 5, kind: 'wait', settings: { wait: 'criteria', criteria: clicked(2), limit: WEEK }, next: [3, 6] },
        { id: 6, kind: 'tag.add', settings: { tag: 'Asleep' }, next: [7] },
        { id: 7, kind: 'end', settings: {}, next: [] },
        { id: 8, kind: 'end', settings: {}, next: [] },
      ],
    },
    things: {
      group: {
        1: {
          object: 1,
          name: 'Quiet for three months',
          criteria: {
            all: [
              { behaviour: 'email.sent', count: { operator: 'at_least', value: 3 } },
              {
                behaviour: 'email.opened',
                count: { operator: 'exactly', value: 0 },
                within: { operator: 'in_last', amount: 90, unit: 'days' },
              },
            ],
          },
        },
      },
      message: {
        1: messageThing({
          name: 'Still want to hear from us?',
          subject: 'Still want to hear from us, {{ contact.first_name | default: "friend" }}?',
          heading: 'A simple question',
          text: ['You have not opened our letters for a while. That is all right; tell us whether we should go on.'],
          button: { label: 'Yes, go on', url: 'https://www.example.com/stay' },
        }),
        2: messageThing({
          name: 'Our last letter',
          subject: 'This is our last letter, unless you say so',
          heading: 'We will leave you in peace',
          text: ['If we hear nothing, we stop writing. One press and we go on.'],
          button: { label: 'Please go on', url: 'https://www.example.com/stay' },
        }),
      },
    },
  },
});
