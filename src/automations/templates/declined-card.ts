import { addTag, AT_NIGHT, end, goal, letter, pause, removeTag, send, step, tagThings, told } from './parts.ts';
import { contactTemplate } from './template.ts';

export const declinedCard = contactTemplate({
  key: 'declined-card',
  job: 'orders',
  summary:
    'Tells customers kindly that their card was declined, reminds them twice, and gives somebody of yours a call to make before anything is switched off. A payment that comes through ends it at once, with a thank-you.',
  needs: ['Put the address where cards are changed behind the buttons.'],
  tells: [
    { name: 'card.declined', when: 'Told when a card is declined: this begins the letters.' },
    { name: 'card.charged', when: 'Told when a payment comes through: this ends them.' },
  ],
  file: {
    name: 'Declined card',
    map: {
      triggers: [told(20, 'card.declined')],
      start: 1,
      reentry: 'after_leaving',
      quiet: AT_NIGHT,
      steps: [
        send(1, 1, 2),
        pause(2, [3, 'days'], 3),
        send(3, 2, 4),
        pause(4, [4, 'days'], 5),
        step(
          5,
          'task.create',
          {
            subject: 'Ring {{ contact.first_name | default: "a customer" }}: the card is declined',
            body: 'Two letters have gone out in a week. Most people only need a new expiry date.',
            assignee: 1,
            dueInDays: 1,
          },
          6,
        ),
        pause(6, [3, 'days'], 7),
        send(7, 3, 8),
        pause(8, [7, 'days'], 9),
        addTag(9, 'Payment failed', 10),
        step(
          10,
          'user.notify',
          {
            to: [1],
            subject: 'A payment has failed for good',
            text: '{{ contact.first_name | default: "A customer" }} has had three letters and a call in two weeks. Decide what becomes of the contract.',
          },
          11,
        ),
        end(11),
        goal(12, 'A payment came through', [told(21, 'card.charged')], 13),
        removeTag(13, 'Payment failed', 14),
        send(14, 4, 15),
        end(15),
      ],
    },
    things: {
      tag: tagThings('Payment failed'),
      user: { 1: { name: 'Who looks after payments' } },
      message: {
        1: letter({
          name: 'Card declined, first letter',
          purpose: 'transactional',
          subject: 'Your payment did not go through',
          preheader: 'It is nearly always something small.',
          heading: 'Your card was declined',
          text: [
            'We tried to collect your payment today, and your bank said no. It is nearly always something small: a new card, a passed expiry date, a limit.',
            'Everything keeps running for now. Please look at your card in the next few days:',
          ],
          button: { label: 'Look at my card', url: 'https://www.example.com/card' },
          after: ['If you have changed it already, forget this letter.'],
        }),
        2: letter({
          name: 'Card declined, second letter',
          purpose: 'transactional',
          subject: 'Your payment is still open',
          preheader: 'It takes two minutes.',
          heading: 'Still open',
          text: ['Three days ago your card was declined, and the payment is still open. Changing the card takes two minutes:'],
          button: { label: 'Change my card', url: 'https://www.example.com/card' },
          after: ['Would another way of paying be easier for you? Answer this letter, and we will find one.'],
        }),
        3: letter({
          name: 'Card declined, last letter',
          purpose: 'transactional',
          subject: 'Please pay within seven days',
          preheader: 'After that we have to stop our service.',
          heading: 'We would rather keep you',
          text: [
            'Your payment has been open for ten days. If it does not come through within the next seven, we have to stop our service to you.',
            'We would much rather not. If there is a reason, tell us: we have found a way with most people who did.',
          ],
          button: { label: 'Pay now', url: 'https://www.example.com/card' },
        }),
        4: letter({
          name: 'Payment came through',
          purpose: 'transactional',
          subject: 'Thank you: your payment came through',
          heading: 'All is well',
          text: ['Your payment has come through, and everything goes on as before. You need do nothing more. Thank you for seeing to it.'],
        }),
      },
    },
  },
});
