import { addTag, ask, AT_NIGHT, clicked, end, goal, letter, midweek, pause, removeTag, send, tagged, tagThings } from './parts.ts';
import { contactTemplate } from './template.ts';

export const welcome = contactTemplate({
  key: 'welcome',
  job: 'newcomers',
  summary:
    'Greets whoever gets the tag “Newcomer” with three letters over a week, and marks who is interested. It stops by itself for whoever becomes a customer meanwhile.',
  needs: [
    'Give newcomers the tag “Newcomer”: by hand, by an import, or by a rule.',
    'Put your own addresses behind the buttons of the first and the last letter.',
    'Put your own answers into the second letter.',
  ],
  file: {
    name: 'Welcome',
    map: {
      triggers: [tagged(20, 1)],
      start: 1,
      reentry: 'never',
      quiet: AT_NIGHT,
      steps: [
        send(1, 1, 2),
        pause(2, [2, 'days'], 3),
        ask(3, [['Looked', clicked(1), 4]], 5),
        addTag(4, 'Interested', 6),
        send(5, 2, 6),
        pause(6, [2, 'days'], 7),
        midweek(7, 8),
        send(8, 3, 9),
        removeTag(9, 'Newcomer', 10),
        end(10),
        goal(11, 'Became a customer', [tagged(21, 2)], 12),
        removeTag(12, 'Newcomer', 13),
        end(13),
      ],
    },
    things: {
      tag: tagThings('Newcomer', 'Customer'),
      message: {
        1: letter({
          name: 'Welcome, first letter',
          subject: 'Welcome, {{ contact.first_name | default: "and good to meet you" }}',
          preheader: 'The one thing worth reading first.',
          heading: 'Good to have you here',
          text: [
            'Thank you for asking to hear from us. You will get three letters this week, and after that only when there is something to say.',
            'If you have five minutes, begin with what most people ask about first:',
          ],
          button: { label: 'Show me around', url: 'https://www.example.com/start' },
          after: ['A question already? Answer this letter: it reaches a person.'],
        }),
        2: letter({
          name: 'Welcome, what others ask',
          subject: 'What others ask before they begin',
          preheader: 'What it costs, how long it takes, and what if it does not suit you.',
          heading: 'The three questions we hear most',
          text: [
            '**What does it cost?** Less than most people expect, and you know the whole price before you decide.',
            '**How long does it take?** Most people are up and running within a week.',
            '**And if it does not suit me?** Then you tell us, and we part as friends.',
            'If yours is a fourth question, answer this letter with it.',
          ],
        }),
        3: letter({
          name: 'Welcome, next step',
          subject: 'Your next step, {{ contact.first_name | default: "if you like" }}',
          preheader: 'The last of our three letters.',
          heading: 'Shall we begin?',
          text: ['This is the last of our three letters. If now is a good time, this is where people begin:'],
          button: { label: 'Begin', url: 'https://www.example.com/begin' },
          after: ['If it is not, keep this letter. The button will still work in a month.'],
        }),
      },
    },
  },
});
