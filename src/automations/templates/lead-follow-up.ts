import { contactTemplate, messageThing } from './template.ts';

export const leadFollowUp = contactTemplate({
  key: 'lead-follow-up',
  job: 'sales',
  summary:
    'Gives the owner of every new lead a call to make, reminds them when it is not made in two days, and writes to whoever could not be reached.',
  needs: ['Leads need an owner, who gets the tasks.'],
  file: {
    name: 'Lead follow-up',
    map: {
      triggers: [{ id: 20, event: 'tag.added', subject: [1] }],
      start: 1,
      reentry: 'after_leaving',
      steps: [
        { id: 1, kind: 'task.assign', settings: { templateId: 1 }, next: [2] },
        {
          id: 2,
          kind: 'wait',
          settings: {
            wait: 'criteria',
            criteria: { tag: [2, 3, 4], operator: 'has_any' },
            limit: { amount: 2, unit: 'days' },
          },
          next: [4, 3],
        },
        {
          id: 3,
          kind: 'user.notify',
          settings: {
            to: ['owner'],
            subject: 'A lead waits for your call',
            text: '{{ contact.first_name | default: "A lead" }} has waited for two days.',
          },
          next: [7],
        },
        {
          id: 4,
          kind: 'condition',
          settings: {
            branches: [
              { name: 'Reached', criteria: { tag: [2], operator: 'has_any' } },
              { name: 'Not reached', criteria: { tag: [3], operator: 'has_any' } },
            ],
          },
          next: [5, 6, 8],
        },
        { id: 5, kind: 'tag.remove', settings: { tag: 'New lead' }, next: [8] },
        { id: 6, kind: 'email.send', settings: { messageId: 1 }, next: [7] },
        { id: 7, kind: 'end', settings: {}, next: [] },
        { id: 8, kind: 'end', settings: {}, next: [] },
      ],
    },
    things: {
      tag: {
        1: { object: 1, name: 'New lead' },
        2: { object: 1, name: 'Lead reached' },
        3: { object: 1, name: 'Lead not reached' },
        4: { object: 1, name: 'Lead not interested' },
      },
      taskTemplate: {
        1: {
          object: 1,
          name: 'Call the new lead',
          subject: 'Call the new lead',
          body: 'Ask what they need, by when, and who decides. Then say what came of it.',
          assignee: { to: 'owner' },
          due: { amount: 1, unit: 'business_days' },
          reminders: [{ amount: 2, unit: 'hours' }],
          outcomes: [
            { label: 'Reached', actions: [{ kind: 'tag.add', settings: { tag: 'Lead reached' } }] },
            { label: 'Not reached', actions: [{ kind: 'tag.add', settings: { tag: 'Lead not reached' } }] },
            { label: 'Not interested', actions: [{ kind: 'tag.add', settings: { tag: 'Lead not interested' } }] },
          ],
          fields: [],
        },
      },
      message: {
        1: messageThing({
          name: 'We tried to call you',
          purpose: 'transactional',
          subject: 'We tried to call you, {{ contact.first_name | default: "and will try again" }}',
          heading: 'When would suit you?',
          text: ['You asked about us, and we could not reach you by telephone. Reply with a time that suits you, and we will call then.'],
        }),
      },
    },
  },
});
