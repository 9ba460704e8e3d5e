import { expect, test } from 'vitest';
import { placeOfProblem } from './place-of-problem.ts';

test('what the schema of a step says stands beside its control', () => {
  expect(placeOfProblem('wait', { wait: 'window', weekdays: [], from: '09:00' }, 'Choose at least one day of the week.')).toBe('weekdays');
  expect(placeOfProblem('wait', { wait: 'for', amount: -1, unit: 'days' }, 'Give zero or more.')).toBe('amount');
  const weightless = { variants: [{ weight: 0 }, { weight: 0 }] };
  expect(placeOfProblem('split', weightless, 'At least one variant needs a weight above zero.')).toBe('variants');
  expect(placeOfProblem('goal', { triggers: [] }, 'Choose what reaches the goal.')).toBe('triggers');
});

test('what only the server knows stands beside what it must be about', () => {
  const wait = { wait: 'field', offset: { fieldId: 8 } };
  expect(placeOfProblem('wait', wait, 'The date has been deleted. Choose another.')).toBe('offset.fieldId');
  expect(placeOfProblem('email.send', { messageId: 3 }, 'The message is not published.')).toBe('messageId');
  expect(placeOfProblem('task.create', { subject: ' ', assignee: 'owner' }, 'Say what is to be done.')).toBe('subject');
  expect(placeOfProblem('task.create', { subject: 'Call', assignee: 9 }, 'This user has left.')).toBe('assignee');
});

test('what is about no control stands above them', () => {
  expect(placeOfProblem('wait', { wait: 'for', amount: 1, unit: 'days' }, 'No way leads to this step.')).toBe('');
  expect(placeOfProblem('email.send', {}, 'No way leads to this step. Connect it or remove it.')).toBe('');
  expect(placeOfProblem('condition', { branches: [{ name: '', criteria: {} }] }, 'The field was deleted.')).toBe('');
  expect(placeOfProblem('something.new', {}, 'It cannot be.')).toBe('');
});
