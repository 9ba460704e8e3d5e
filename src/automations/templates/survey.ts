import { addTag, AT_NIGHT, end, goal, letter, midweek, pause, removeTag, send, step, tagged, tagThings } from './parts.ts';
import { contactTemplate } from './template.ts';

/** A link of the question is followed; `answer=happy` stands in its address. */
const answered = (id: number, answer: string) => ({
  id,
  event: 'email.clicked',
  subject: [1, 2],
  where: [{ key: 'link', operator: 'contains' as const, values: [`answer=${answer}`] }],
});

const ANSWERS = [
  '[Very content](https://www.example.com/thanks?answer=happy)',
  '[It is all right](https://www.example.com/thanks?answer=fair)',
  '[Not content](https://www.example.com/thanks?answer=unhappy)',
];

export const survey = contactTemplate({
  key: 'survey',
  job: 'care',
  summary:
    'Asks one question with three answers to press, and once more whoever has not answered. Who is content gets a thank-you, and who is not gets a call from their owner within a working day.',
  needs: [
    'Give the tag “Ask for opinion” to whom you want to ask; it is taken off again.',
    'Lead the three answers to a page of yours, and leave “answer=…” in their addresses: that is how the answer is known.',
    'Contacts need an owner, who makes the calls.',
  ],
  file: {
    name: 'Survey',
    map: {
      triggers: [tagged(20, 1)],
      start: 1,
      reentry: 'after_leaving',
      quiet: AT_NIGHT,
      steps: [
        midweek(1, 2),
        send(2, 1, 3),
        pause(3, [4, 'days'], 4),
        send(4, 2, 5),
        pause(5, [7, 'days'], 6),
        addTag(6, 'No opinion given', 7),
        removeTag(7, 'Ask for opinion', 8),
        end(8),
        goal(9, 'Content', [answered(21, 'happy')], 10),
        addTag(10, 'Content', 11),
        removeTag(11, 'Not content', 12),
        send(12, 3, 7),
        goal(13, 'Neither', [answered(22, 'fair')], 14),
        addTag(14, 'Neither content nor not', 7),
        goal(15, 'Not content', [answered(23, 'unhappy')], 16),
        addTag(16, 'Not content', 17),
        removeTag(17, 'Content', 18),
        step(18, 'task.assign', { templateId: 1 }, 19),
        send(19, 4, 7),
      ],
    },
    things: {
      tag: tagThings('Ask for opinion'),
      taskTemplate: {
        1: {
          object: 1,
          name: 'Ring somebody who is not content',
          subject: 'Ring: not content',
          body: 'They said in the survey that they are not content. Listen first; promise only what you can keep.',
          assignee: { to: 'owner' },
          due: { amount: 1, unit: 'business_days' },
          reminders: [{ amount: 4, unit: 'hours' }],
          outcomes: [
            { label: 'Put right', actions: [{ kind: 'tag.remove', settings: { tag: 'Not content' } }] },
            { label: 'Still not content', actions: [] },
            { label: 'Not reached', actions: [] },
          ],
          fields: [],
        },
      },
      message: {
        1: letter({
          name: 'Survey, the question',
          subject: 'One question, {{ contact.first_name | default: "if we may" }}',
          preheader: 'One press, and you have answered.',
          heading: 'Are you content with us?',
          text: ['One press is your whole answer:', ...ANSWERS],
        }),
        2: letter({
          name: 'Survey, the reminder',
          subject: 'Your opinion is still missing',
          preheader: 'One press, and you have answered.',
          heading: 'Are you content with us?',
          text: ['We ask few people, so each answer counts. This is our only reminder:', ...ANSWERS],
        }),
        3: letter({
          name: 'Survey, thanks for the praise',
          subject: 'That is good to hear',
          heading: 'Thank you',
          text: [
            'It is good to hear that you are content, and it has been passed on to those who did the work.',
            'If you know somebody to whom we might be of use, forward them this letter.',
          ],
        }),
        4: letter({
          name: 'Survey, thanks for the frankness',
          subject: 'Thank you for being frank',
          heading: 'We want to put it right',
          text: [
            'You have told us that you are not content. Thank you: most people only go.',
            'You will hear from me by the next working day. If there is anything I should know before, answer this letter.',
          ],
        }),
      },
    },
  },
});
