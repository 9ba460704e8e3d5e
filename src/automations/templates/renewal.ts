import { addTag, end, goal, letter, removeTag, send, step, tagged, tagThings, told, untilDate } from './parts.ts';
import { contactTemplate } from './template.ts';

export const renewal = contactTemplate({
  key: 'renewal',
  job: 'sales',
  summary:
    'Writes a month and a week before a contract ends, and has its owner ring in between. Once it is renewed everything stops; if it is not, the owner knows on the day.',
  needs: [
    'Fill in, for each contact, the field with the day on which the contract ends.',
    'Write your prices and terms into the first letter.',
    'Give the tag “Renewed” when somebody renews, and write the next day into the field.',
  ],
  tells: [{ name: 'contract.renewed', when: 'Told when a contract is renewed elsewhere: the same as the tag “Renewed”.' }],
  file: {
    name: 'Renewal',
    map: {
      triggers: [
        {
          id: 20,
          event: 'date.reached',
          date: { when: 'field', offset: { fieldId: 1, amount: 30, unit: 'days', direction: 'before', at: '09:00' }, zone: 'contact' },
        },
      ],
      start: 1,
      reentry: 'after_leaving',
      steps: [
        send(1, 1, 2),
        untilDate(2, { fieldId: 1, amount: 14, unit: 'days', direction: 'before', at: '09:00' }, 3),
        step(3, 'task.assign', { templateId: 1 }, 4),
        untilDate(4, { fieldId: 1, amount: 7, unit: 'days', direction: 'before', at: '09:00' }, 5),
        send(5, 2, 6),
        untilDate(6, { fieldId: 1, amount: 0, unit: 'days', direction: 'after', at: '09:00' }, 7),
        addTag(7, 'Renewal overdue', 8),
        step(
          8,
          'user.notify',
          {
            to: ['owner'],
            subject: 'A contract ends today and is not renewed',
            text: '{{ contact.first_name | default: "A customer" }} has had two letters and a call.',
          },
          9,
        ),
        untilDate(9, { fieldId: 1, amount: 7, unit: 'days', direction: 'after', at: '09:00' }, 10),
        send(10, 3, 11),
        end(11),
        goal(12, 'The contract was renewed', [tagged(21, 1), told(22, 'contract.renewed')], 13),
        removeTag(13, 'Renewal overdue', 14),
        // So that it can be given again next year.
        removeTag(14, 'Renewed', 15),
        send(15, 4, 16),
        end(16),
      ],
    },
    things: {
      field: { 1: { object: 1, label: 'Contract ends', type: 'date', key: 'contract_ends' } },
      tag: tagThings('Renewed'),
      taskTemplate: {
        1: {
          object: 1,
          name: 'Talk about the renewal',
          subject: 'Talk about the renewal',
          body: 'Ask what went well, what did not, and what will be different next year. Then say what came of it.',
          assignee: { to: 'owner' },
          due: { amount: 2, unit: 'business_days' },
          reminders: [],
          outcomes: [
            { label: 'Renewed', actions: [{ kind: 'tag.add', settings: { tag: 'Renewed' } }] },
            { label: 'Still thinking', actions: [] },
            { label: 'Will not renew', actions: [{ kind: 'tag.add', settings: { tag: 'Will not renew' } }] },
          ],
          fields: [],
        },
      },
      message: {
        1: letter({
          name: 'Renewal, a month before',
          purpose: 'transactional',
          subject: 'Your contract ends on {{ contact.contract_ends }}',
          preheader: 'What you need to know, and what you can do.',
          heading: 'A month to go',
          text: [
            'Your contract with us runs until **{{ contact.contract_ends }}**. We would be glad to go on with you, on the same terms as before.',
            'If you agree, one press is enough. If something should change, answer this letter.',
          ],
          button: { label: 'Renew', url: 'https://www.example.com/renew' },
        }),
        2: letter({
          name: 'Renewal, a week before',
          purpose: 'transactional',
          subject: 'One week left on your contract',
          preheader: 'After that it ends.',
          heading: 'One week to go',
          text: ['Your contract ends on **{{ contact.contract_ends }}**. So that nothing stops on that day, please decide this week.'],
          button: { label: 'Renew', url: 'https://www.example.com/renew' },
          after: ['If you have decided to leave us, we would be grateful for a line that says why.'],
        }),
        3: letter({
          name: 'Renewal, a week after',
          subject: 'The door stays open',
          preheader: 'Your data is kept for a while.',
          heading: 'We are sorry to see you go',
          text: [
            'Your contract ended a week ago. Thank you for the time with us. If you come back within three months, you go on where you stopped.',
          ],
          button: { label: 'Come back', url: 'https://www.example.com/renew' },
        }),
        4: letter({
          name: 'Renewal, the thank-you',
          purpose: 'transactional',
          subject: 'Thank you for staying, {{ contact.first_name | default: "with us" }}',
          heading: 'Good that you stay',
          text: ['Your contract is renewed, and everything goes on as before. Thank you for your trust.'],
        }),
      },
    },
  },
});
