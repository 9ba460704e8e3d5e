import { addTag, AT_NIGHT, end, goal, hasTag, letter, pause, removeTag, send, step, tagThings, told, waitFor } from './parts.ts';
import { contactTemplate } from './template.ts';

export const partnerSignUp = contactTemplate({
  key: 'partner-sign-up',
  job: 'newcomers',
  summary:
    'Welcomes whoever becomes a partner, has somebody of yours set them up, and helps them to their first recommendation. The first one is celebrated and ends the help; whoever stays quiet gets an offer of a talk.',
  needs: ['Put the addresses of your partner pages behind the buttons.'],
  tells: [
    { name: 'partner.signed_up', when: 'Told when somebody becomes a partner: this begins the welcome.' },
    { name: 'partner.referred', when: 'Told when somebody comes by their recommendation: this is the goal.' },
  ],
  file: {
    name: 'Partner sign-up',
    map: {
      triggers: [told(20, 'partner.signed_up')],
      start: 1,
      reentry: 'never',
      quiet: AT_NIGHT,
      steps: [
        addTag(1, 'Partner', 2),
        send(2, 1, 3),
        step(3, 'task.assign', { templateId: 1, assignee: 1 }, 4),
        waitFor(4, hasTag(1), [3, 'days'], [6, 5]),
        step(
          5,
          'user.notify',
          {
            to: [1],
            subject: 'A new partner is waiting to be set up',
            text: '{{ contact.first_name | default: "A partner" }} signed up three days ago.',
          },
          13,
        ),
        send(6, 2, 7),
        pause(7, [10, 'days'], 8),
        send(8, 3, 9),
        pause(9, [21, 'days'], 10),
        addTag(10, 'Quiet partner', 11),
        step(
          11,
          'task.create',
          {
            subject: 'Talk with {{ contact.first_name | default: "a quiet partner" }}',
            body: 'A month as a partner and no recommendation yet. Ask what is missing.',
            assignee: 1,
            dueInDays: 5,
          },
          12,
        ),
        end(12),
        waitFor(13, hasTag(1), [14, 'days'], [6, 12]),
        goal(14, 'The first recommendation', [told(21, 'partner.referred')], 15),
        removeTag(15, 'Quiet partner', 16),
        addTag(16, 'Active partner', 17),
        send(17, 4, 18),
        end(18),
      ],
    },
    things: {
      tag: tagThings('Partner ready'),
      user: { 1: { name: 'Who looks after partners' } },
      taskTemplate: {
        1: {
          object: 1,
          name: 'Set up a new partner',
          subject: 'Set up a new partner',
          body: 'Check their details and how they are paid, make their link, and say when it is done.',
          assignee: { to: 'owner' },
          due: { amount: 2, unit: 'business_days' },
          reminders: [],
          outcomes: [
            { label: 'Ready', actions: [{ kind: 'tag.add', settings: { tag: 'Partner ready' } }] },
            { label: 'Something is missing', actions: [] },
          ],
          fields: [],
        },
      },
      message: {
        1: letter({
          name: 'Partner, welcome',
          purpose: 'transactional',
          subject: 'Welcome as our partner, {{ contact.first_name | default: "and thank you" }}',
          preheader: 'What happens next, and when.',
          heading: 'Good to work with you',
          text: [
            'Thank you for becoming our partner. Somebody of us now looks through your details and sets up your link, which takes two working days.',
            'Until then there is nothing for you to do.',
          ],
        }),
        2: letter({
          name: 'Partner, the first three steps',
          subject: 'You are set up: the first three steps',
          preheader: 'From nothing to the first recommendation.',
          heading: 'How most partners begin',
          text: [
            '**First,** try what you recommend, so that you can speak of it.',
            '**Second,** think of three people to whom it would be of use, and write to them yourself. It works better than any banner.',
            '**Third,** put your link where people ask you for advice.',
          ],
          button: { label: 'My link and my figures', url: 'https://www.example.com/partners' },
        }),
        3: letter({
          name: 'Partner, a hand',
          subject: 'Can we help with the first one?',
          preheader: 'The first recommendation is the hardest.',
          heading: 'The first one is the hardest',
          text: [
            'Ten days in, most partners have a question. How do I explain it in a sentence? Who is it not for? When am I paid?',
            'Answer this letter with yours, and you will have an answer within a working day.',
          ],
          button: { label: 'Texts and pictures to use', url: 'https://www.example.com/partners/material' },
        }),
        4: letter({
          name: 'Partner, the first recommendation',
          purpose: 'transactional',
          subject: 'Your first recommendation has come in',
          preheader: 'Well done, and thank you.',
          heading: 'Well done!',
          text: [
            'Somebody has come to us on your recommendation. That is the hardest one done. Thank you: you find what it brings you here.',
          ],
          button: { label: 'My figures', url: 'https://www.example.com/partners' },
        }),
      },
    },
  },
});
