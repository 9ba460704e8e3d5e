import { contactTemplate, messageThing } from './template.ts';

export const birthday = contactTemplate({
  key: 'birthday',
  job: 'care',
  summary: 'Congratulates everybody whose birthday you know, at nine in the morning where they live.',
  needs: ['Contacts need their birthday; their own time zone counts where it is known.'],
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
        { id: 1, kind: 'email.send', settings: { messageId: 1 }, next: [2] },
        { id: 2, kind: 'end', settings: {}, next: [] },
      ],
    },
    things: {
      field: { 1: { object: 1, label: 'Birthday', type: 'date', standard: 8 } },
      message: {
        1: messageThing({
          name: 'Happy birthday',
          subject: 'Happy birthday, {{ contact.first_name | default: "dear reader" }}!',
          heading: 'Happy birthday!',
          text: ['All of us here wish you a good day and a better year.'],
        }),
      },
    },
  },
});
