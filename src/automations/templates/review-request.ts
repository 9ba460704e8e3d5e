import { addTag, AT_NIGHT, clicked, end, goal, hasTag, letter, midweek, pause, send, tagThings, told, waitFor } from './parts.ts';
import { contactTemplate } from './template.ts';

const NOT_ASKED_LATELY = {
  behaviour: 'email.queued',
  subject: [1],
  count: { operator: 'exactly', value: 0 },
  within: { operator: 'in_last', amount: 180, unit: 'days' },
};

export const reviewRequest = contactTemplate({
  key: 'review-request',
  job: 'care',
  summary:
    'Asks for a review a week after something was delivered, on a working morning, with one reminder. Whoever has complained is left out, and nobody is asked more than twice a year.',
  needs: [
    'Put the address where reviews are written behind the buttons.',
    'Give the tag “Complaint” to whoever is not content: they leave at once.',
  ],
  tells: [
    { name: 'order.delivered', when: 'Told when something has arrived: this begins the week.' },
    { name: 'review.written', when: 'Told when a review was written: this ends it with a thank-you. It works without, too.' },
  ],
  file: {
    name: 'Review request',
    map: {
      triggers: [told(20, 'order.delivered')],
      start: 1,
      who: NOT_ASKED_LATELY,
      exit: hasTag(1),
      reentry: 'after_leaving',
      quiet: AT_NIGHT,
      steps: [
        pause(1, [7, 'days'], 2),
        midweek(2, 3),
        send(3, 1, 4),
        waitFor(4, clicked(1), [5, 'days'], [5, 7]),
        addTag(5, 'Went to review', 6),
        // The thank-you may still come.
        pause(6, [14, 'days'], 9),
        send(7, 2, 8),
        waitFor(8, clicked(1, 2), [7, 'days'], [5, 9]),
        end(9),
        goal(10, 'The review was written', [told(21, 'review.written')], 11),
        addTag(11, 'Reviewer', 12),
        send(12, 3, 13),
        end(13),
      ],
    },
    things: {
      tag: tagThings('Complaint'),
      message: {
        1: letter({
          name: 'Review, the question',
          subject: 'How do you like it, {{ contact.first_name | default: "so far" }}?',
          preheader: 'Three sentences help the next person.',
          heading: 'How do you like it?',
          text: [
            'A week ago something of ours came to you. You have used it by now, and know what no description can say.',
            'Would you write three sentences for those who are deciding? Good or bad: they need the truth.',
          ],
          button: { label: 'Write a review', url: 'https://www.example.com/review' },
          after: ['If something is wrong with it, answer this letter first. We will put it right.'],
        }),
        2: letter({
          name: 'Review, the reminder',
          subject: 'Two minutes for the next person?',
          preheader: 'Our only reminder.',
          heading: 'If you have two minutes',
          text: [
            'We asked you last week for a review. If you meant to and did not come to it, here is the button again. We will not ask a third time.',
          ],
          button: { label: 'Write a review', url: 'https://www.example.com/review' },
        }),
        3: letter({
          name: 'Review, the thank-you',
          subject: 'Thank you for your review',
          heading: 'Thank you',
          text: [
            'We have read every word of your review, and so will those who are deciding. What you praised we will keep, and what you missed we will talk about.',
          ],
        }),
      },
    },
  },
});
