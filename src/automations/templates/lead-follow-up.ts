import { ask, AT_NIGHT, end, goal, hasTag, letter, pause, removeTag, send, step, tagged, tagThings, waitFor } from './parts.ts';
import { contactTemplate } from './template.ts';

const outcomes = ['Reached', 'Not reached', 'Not interested'].map((label) => ({
  label,
  actions: [{ kind: 'tag.add', settings: { tag: `Lead ${label.toLowerCase()}` } }],
}));

export const leadFollowUp = contactTemplate({
  key: 'lead-follow-up',
  job: 'sales',
  summary:
    'Gives the owner of every new lead a call to make, and reminds them when it is not made in two days. Whoever could not be reached gets a letter and a second call; once a lead is reached, everything else stops.',
  needs: ['Give new leads the tag “New lead”, by hand, by an import or by a rule.', 'Leads need an owner, who gets the calls to make.'],
  file: {
    name: 'Lead follow-up',
    map: {
      triggers: [tagged(20, 1)],
      start: 1,
      reentry: 'after_leaving',
      quiet: AT_NIGHT,
      steps: [
        step(1, 'task.assign', { templateId: 1 }, 2),
        waitFor(2, hasTag(3, 4), [2, 'days'], [4, 3]),
        step(
          3,
          'user.notify',
          {
            to: ['owner'],
            subject: 'A lead waits for your call',
            text: '{{ contact.first_name | default: "A lead" }} asked about us two days ago and has not been called.',
          },
          5,
        ),
        ask(4, [['Not interested', hasTag(4), 10]], 6),
        waitFor(5, hasTag(3, 4), [5, 'days'], [4, 10]),
        send(6, 1, 7),
        pause(7, [2, 'days'], 8),
        step(
          8,
          'task.create',
          {
            subject: 'Call {{ contact.first_name | default: "the lead" }} a second time',
            body: 'They could not be reached the first time and have had a letter since.',
            assignee: 'owner',
            dueInDays: 1,
          },
          9,
        ),
        pause(9, [7, 'days'], 10),
        removeTag(10, 'New lead', 11),
        end(11),
        goal(12, 'The lead was reached', [tagged(21, 2)], 13),
        removeTag(13, 'New lead', 14),
        removeTag(14, 'Lead not reached', 15),
        end(15),
      ],
    },
    things: {
      tag: tagThings('New lead', 'Lead reached', 'Lead not reached', 'Lead not interested'),
      taskTemplate: {
        1: {
          object: 1,
          name: 'Call the new lead',
          subject: 'Call the new lead',
          body: 'Ask what they need, by when, and who decides. Then say what came of it.',
          assignee: { to: 'owner' },
          due: { amount: 1, unit: 'business_days' },
          reminders: [{ amount: 2, unit: 'hours' }],
          outcomes,
          fields: [],
        },
      },
      message: {
        1: letter({
          name: 'We tried to call you',
          purpose: 'transactional',
          subject: 'We tried to call you, {{ contact.first_name | default: "and will try again" }}',
          preheader: 'Tell us when it suits you.',
          heading: 'When would suit you?',
          text: [
            'You asked about us, and we tried to reach you by telephone to answer. It was a bad moment, as it often is.',
            'Answer this letter with a day and a time that suit you, or with your question, and you will hear from me then.',
          ],
        }),
      },
    },
  },
});
