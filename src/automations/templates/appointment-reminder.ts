import { ask, end, goal, letter, send, told, untilDate } from './parts.ts';
import { contactTemplate } from './template.ts';

const WITHIN_A_DAY = { field: 1, operator: 'in_next', amount: 1, unit: 'days' };

export const appointmentReminder = contactTemplate({
  key: 'appointment-reminder',
  job: 'care',
  summary:
    'Confirms every appointment, reminds of it the day before and two hours before, and asks afterwards how it was. An appointment that is moved is reminded of anew; one that is cancelled is not.',
  needs: [
    'Have your booking system write the time into the field of the appointment.',
    'Read in the last reminder where you are to be found: it says your postal address.',
  ],
  tells: [
    {
      name: 'appointment.booked',
      when: 'Told when an appointment is booked or moved, after its time was written into the field: this begins the reminders, and begins them anew.',
    },
    { name: 'appointment.cancelled', when: 'Told when it is cancelled: this ends them.' },
  ],
  file: {
    name: 'Appointment reminder',
    map: {
      triggers: [told(20, 'appointment.booked')],
      start: 1,
      reentry: 'restart',
      steps: [
        send(1, 1, 2),
        ask(2, [['Within a day', WITHIN_A_DAY, 5]], 3),
        untilDate(3, { fieldId: 1, amount: 1, unit: 'days', direction: 'before' }, 4),
        send(4, 2, 5),
        untilDate(5, { fieldId: 1, amount: 2, unit: 'hours', direction: 'before' }, 6),
        send(6, 3, 7),
        untilDate(7, { fieldId: 1, amount: 3, unit: 'hours', direction: 'after' }, 8),
        send(8, 4, 9),
        end(9),
        goal(10, 'The appointment was cancelled', [told(21, 'appointment.cancelled')], 11),
        send(11, 5, 12),
        end(12),
      ],
    },
    things: {
      field: { 1: { object: 1, label: 'Appointment', type: 'datetime', key: 'appointment' } },
      message: {
        1: letter({
          name: 'Appointment confirmed',
          purpose: 'transactional',
          subject: 'Your appointment: {{ contact.appointment }}',
          preheader: 'We have put it down and look forward to it.',
          heading: 'It is in our book',
          text: [
            'Your appointment with us is on **{{ contact.appointment }}**. We will remind you the day before and again two hours before.',
          ],
          button: { label: 'Move or cancel it', url: 'https://www.example.com/appointment' },
        }),
        2: letter({
          name: 'Appointment, the day before',
          purpose: 'transactional',
          subject: 'Tomorrow: your appointment with {{ account.name }}',
          preheader: 'If something came in between, tell us today.',
          heading: 'See you tomorrow',
          text: [
            'A reminder of your appointment on **{{ contact.appointment }}**.',
            'If something has come in between, tell us today: somebody else may be glad of the time.',
          ],
          button: { label: 'Move or cancel it', url: 'https://www.example.com/appointment' },
        }),
        3: letter({
          name: 'Appointment, two hours before',
          purpose: 'transactional',
          subject: 'In two hours: your appointment',
          heading: 'See you soon',
          text: ['We expect you on **{{ contact.appointment }}**. You find us here:', '{{ account.postal_address }}'],
        }),
        4: letter({
          name: 'Appointment, afterwards',
          subject: 'How was it, {{ contact.first_name | default: "today" }}?',
          preheader: 'Two lines are enough.',
          heading: 'How was it?',
          text: [
            'Thank you for coming. If anything is still open, or was not as you hoped, answer this letter: two lines are enough, and they reach a person.',
          ],
          button: { label: 'Book the next appointment', url: 'https://www.example.com/appointment' },
        }),
        5: letter({
          name: 'Appointment cancelled',
          purpose: 'transactional',
          subject: 'Your appointment is cancelled',
          heading: 'It is cancelled',
          text: ['Your appointment has been cancelled, and you need do nothing more. If you would like another time, choose one here:'],
          button: { label: 'Choose another time', url: 'https://www.example.com/appointment' },
        }),
      },
    },
  },
});
