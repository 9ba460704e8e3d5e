import {
  button,
  columns,
  fine,
  heading,
  lead,
  letter,
  LEAF,
  logo,
  MIST,
  rule,
  SAND,
  signed,
  small,
  stripe,
  title,
  words,
  type LetterTemplate,
} from './template.ts';

export const FIRST: readonly LetterTemplate[] = [
  {
    key: 'welcome',
    kind: 'first',
    name: 'Welcome',
    job: 'The first letter after somebody signed up: says what will come, how often, and gives the thing they came for.',
    purpose: 'bulk',
    subject: 'Welcome, {{ contact.first_name | default: "and thank you" }}',
    preheader: 'What you asked for, and what happens next.',
    body: letter([
      logo('center'),
      stripe(
        MIST,
        [
          title('Good to have you here', 'center'),
          lead('You asked us to write to you. Here is what that means, so that nothing surprises you.', 'center'),
        ],
        44,
      ),
      words('Hello {{ contact.first_name | default: "there" }},'),
      words(
        'you will get **one letter every second Tuesday**. Each has one idea you can use the same day, told in less than five minutes. No series of ten, no countdowns.',
      ),
      words('If it stops being useful, the link at the foot of every letter ends it at once.'),
      small('To begin with'),
      words('The guide you signed up for is ready. It has eleven pages; page four is the one people write to us about.'),
      button('Get the guide', 'https://example.com/guide'),
      words('And a question, if you have a minute: what made you look for us today? Answer this letter. A person reads it.'),
      signed(),
    ]),
  },
  {
    key: 'getting-started',
    kind: 'first',
    name: 'Three first steps',
    job: 'Takes a new customer through the three things that decide whether they stay, one after the other.',
    purpose: 'bulk',
    subject: 'Three steps, about ten minutes',
    preheader: 'Most people who stay have done these on the first day.',
    body: letter([
      logo(),
      title('Three steps, about ten minutes'),
      words('Hello {{ contact.first_name | default: "there" }}, you can do these in any order. We put the one that helps most first.'),
      columns(
        [
          [
            small('1'),
            words('**Bring in your list.** A spreadsheet is enough. We show you what we understood before anything is kept.'),
            words('[Bring it in](https://example.com/import)'),
          ],
        ],
        SAND,
      ),
      columns(
        [
          [
            small('2'),
            words('**Invite one colleague.** It is the difference between a tool and a habit.'),
            words('[Invite somebody](https://example.com/invite)'),
          ],
        ],
        LEAF,
      ),
      columns(
        [
          [
            small('3'),
            words('**Let it do one thing for you.** Choose a ready recipe and change its words.'),
            words('[Choose one](https://example.com/recipes)'),
          ],
        ],
        MIST,
      ),
      rule(),
      words('Stuck? Answer this letter. {{ owner.name | default: "One of us" }} reads it and writes back on the same working day.'),
    ]),
  },
  {
    key: 'lead-magnet',
    kind: 'first',
    name: 'Here is your download',
    job: 'Hands over what somebody asked for, at once and without detours, and offers one next step.',
    purpose: 'transactional',
    subject: 'Your copy is ready',
    preheader: 'The link works for thirty days.',
    body: letter([
      logo(),
      title('Here it is'),
      words('Hello {{ contact.first_name | default: "there" }}, thank you for your interest. Your copy is ready.'),
      button('Open your copy', 'https://example.com/download'),
      fine('The link works for thirty days. After that, answer this letter and you get a new one.'),
      rule(),
      heading('If you read one page only'),
      words('Make it page seven. It has the table that took us longest, and that people keep.'),
      signed(),
    ]),
  },
];
