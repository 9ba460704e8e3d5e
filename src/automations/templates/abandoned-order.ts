import { addTag, ask, AT_NIGHT, end, goal, halves, letter, pause, removeTag, send, tagThings, told } from './parts.ts';
import { contactTemplate } from './template.ts';

const WRITTEN_TO = { behaviour: 'email.queued', subject: [1, 2, 3, 4], within: { operator: 'in_last', amount: 30, unit: 'days' } };

export const abandonedOrder = contactTemplate({
  key: 'abandoned-order',
  job: 'orders',
  summary:
    'Reminds whoever began an order and did not finish it, after an hour, a day and four days. The moment the order is placed it stops, and marks the orders that were saved.',
  needs: [
    'Put the address of your basket behind the buttons.',
    'Decide what the third letter offers: half of the people get one offer, half the other, until one is known to work better.',
  ],
  tells: [
    {
      name: 'order.started',
      when: 'Told when somebody has left an address and goods in the basket: this begins the reminders, and begins them anew.',
    },
    { name: 'order.placed', when: 'Told when an order is placed: this ends them.' },
  ],
  file: {
    name: 'Abandoned order',
    map: {
      triggers: [told(20, 'order.started')],
      start: 1,
      reentry: 'restart',
      quiet: AT_NIGHT,
      steps: [
        pause(1, [1, 'hours'], 2),
        send(2, 1, 3),
        pause(3, [1, 'days'], 4),
        send(4, 2, 5),
        pause(5, [3, 'days'], 6),
        halves(6, ['Free delivery', 'A word of advice'], { tag: 1, days: 7 }, [7, 8]),
        send(7, 3, 9),
        send(8, 4, 9),
        pause(9, [7, 'days'], 10),
        addTag(10, 'Order lost', 11),
        end(11),
        goal(12, 'The order was placed', [told(21, 'order.placed')], 13),
        removeTag(13, 'Order lost', 14),
        ask(14, [['After a letter', WRITTEN_TO, 15]], 16),
        addTag(15, 'Order saved', 16),
        end(16),
      ],
    },
    things: {
      tag: tagThings('Order saved', 'Order lost'),
      message: {
        1: letter({
          name: 'Order, after an hour',
          subject: 'Your basket is still here, {{ contact.first_name | default: "waiting" }}',
          preheader: 'Nothing is lost: go on where you stopped.',
          heading: 'You left something behind',
          text: ['Something came in between, as it does. We have kept your basket just as you left it.'],
          button: { label: 'Go on with my order', url: 'https://www.example.com/basket' },
          after: ['If something did not work, answer this letter and tell us what. We will put it right.'],
        }),
        2: letter({
          name: 'Order, after a day',
          subject: 'Is anything unclear about your order?',
          preheader: 'Delivery, payment, returns: the short answers.',
          heading: 'Before you decide',
          text: [
            '**Delivery:** most orders leave us the same day.',
            '**Payment:** card, transfer or invoice, as you like.',
            '**Returns:** you can send everything back, without giving a reason.',
          ],
          button: { label: 'Back to my basket', url: 'https://www.example.com/basket' },
        }),
        3: letter({
          name: 'Order, after four days: free delivery',
          subject: 'Delivery is on us this week',
          preheader: 'The last reminder, and a small thank-you.',
          heading: 'We will bring it for nothing',
          text: ['Your basket is kept for a few more days. If you order this week, delivery is on us: the code is **BRINGIT**.'],
          button: { label: 'Order with free delivery', url: 'https://www.example.com/basket' },
          after: ['This is our last reminder.'],
        }),
        4: letter({
          name: 'Order, after four days: advice',
          subject: 'Shall we help you choose?',
          preheader: 'The last reminder, and an offer of help.',
          heading: 'Not sure it is the right one?',
          text: [
            'Your basket is kept for a few more days. If you are not sure that it holds the right thing, answer this letter with two lines about what you need it for. Somebody who knows will tell you honestly.',
          ],
          button: { label: 'Look at my basket', url: 'https://www.example.com/basket' },
          after: ['This is our last reminder.'],
        }),
      },
    },
  },
});
