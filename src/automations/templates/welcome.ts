import { contactTemplate, messageThing } from './template.ts';

const days = (amount: number) => ({ wait: 'for', amount, unit: 'days' });

export const welcome = contactTemplate({
  key: 'welcome',
  job: 'newcomers',
  summary: 'Greets whoever gets the tag “Newcomer” with three letters over a week, and marks who is interested.',
  needs: ['Put your own links behind the buttons of the first and the last letter.'],
  file: {
    name: 'Welcome',
    map: {
      triggers: [{ id: 20, event: 'tag.added', subject: [1] }],
      start: 1,
      reentry: 'never',
      steps: [
        { id: 1, kind: 'email.send', settings: { messageId: 1 }, next: [2] },
        { id: 2, kind: 'wait', settings: days(2), next: [3] },
        {
          id: 3,
          kind: 'condition',
          settings: { branches: [{ name: '', criteria: { behaviour: 'email.clicked', subject: [1] } }] },
          next: [4, 5],
        },
        { id: 4, kind: 'tag.add', settings: { tag: 'Interested' }, next: [6] },
        { id: 5, kind: 'email.send', settings: { messageId: 2 }, next: [6] },
        { id: 6, kind: 'wait', settings: { wait: 'window', weekdays: [2, 3, 4], from: '09:00' }, next: [7] },
        { id: 7, kind: 'wait', settings: days(2), next: [8] },
        { id: 8, kind: 'email.send', settings: { messageId: 3 }, next: [9] },
        { id: 9, kind: 'tag.remove', settings: { tag: 'Newcomer' }, next: [10] },
        { id: 10, kind: 'end', settings: {}, next: [] },
      ],
    },
    things: {
      tag: { 1: { object: 1, name: 'Newcomer' } },
      message: {
        1: messageThing({
          name: 'Welcome, first letter',
          subject: 'Welcome, {{ contact.first_name | default: "and good to meet you" }}',
          preheader: 'The one thing worth reading first.',
          heading: 'Good to have you here',
          text: [
            'You will hear from us three times this week, and then only when there is something to say.',
            'Begin with what most people ask about first:',
          ],
          button: { label: 'Show me', url: 'https://www.example.com/start' },
        }),
        2: messageThing({
          name: 'Welcome, what others ask',
          subject: 'What others ask before they begin',
          heading: 'Three questions we hear most',
          text: [
            'What does it cost, how long does it take, and what if it does not suit me? Here are our answers, in plain words.',
            'Reply to this letter with yours: somebody reads it.',
          ],
        }),
        3: messageThing({
          name: 'Welcome, next step',
          subject: 'Your next step, {{ contact.first_name | default: "if you like" }}',
          heading: 'Shall we begin?',
          text: ['This is the last of our three letters. If now is a good time, this is where people begin:'],
          button: { label: 'Begin', url: 'https://www.example.com/begin' },
        }),
      },
    },
  },
});
