/** What the school has sent to many, in which month, and how it was read. */
export interface SchoolBroadcast {
  name: string;
  month: number;
  letter: string;
  /** Further subjects that were tried against the letter's own. */
  subjects: readonly string[];
  /** Of a hundred letters of each variant, how many are opened; of those, how many follow a link. */
  openPercent: readonly number[];
  clickPercent: number;
}

export const SPRING = {
  name: 'Spring programme',
  subject: 'The spring programme is out, {{ contact.first_name | default: "sailor" }}',
  preheader: 'Tides, dates and a new boat.',
  blocks: [
    { type: 'heading', level: 1, text: 'Spring on the water' },
    {
      type: 'text',
      text: 'Dear {{ contact.first_name | default: "sailor" }}, the days are longer than the lists of things to mend. All dates of the spring are on the board, and there is a new boat to be named.',
    },
    { type: 'button', label: 'See the dates', url: 'https://saltmarsh.example/spring' },
    {
      type: 'text',
      text: 'Not this year? [Give a berth to somebody](https://saltmarsh.example/vouchers), or [name the boat](https://saltmarsh.example/name-her).',
    },
    { type: 'text', text: 'Fair winds,\nthe crew at Saltmarsh' },
  ],
} as const;

export const LAST_TASTER = {
  name: 'Three berths left',
  subject: 'Three berths left on Saturday',
  preheader: 'The last taster of the season.',
  blocks: [
    {
      type: 'text',
      text: 'Hello {{ contact.first_name | default: "sailor" }}, the last taster afternoon of the season has three berths left. High water is at four, tea at six.',
    },
    { type: 'button', label: 'Take a berth', url: 'https://saltmarsh.example/taster' },
    { type: 'text', text: 'All other courses are [on the board](https://saltmarsh.example/courses).' },
  ],
} as const;

export const BROADCASTS: readonly SchoolBroadcast[] = [
  { name: 'Spring programme', month: 5, letter: SPRING.name, subjects: [], openPercent: [41], clickPercent: 27 },
  {
    name: 'Last taster of the season',
    month: 7,
    letter: LAST_TASTER.name,
    subjects: ['Saturday, four o’clock, high water', '{{ contact.first_name | default: "Sailor" }}, are you free on Saturday?'],
    openPercent: [34, 31, 47],
    clickPercent: 33,
  },
];

/** Of a hundred letters that no person opened, so many have their pictures loaded by the mail program. */
export const MACHINE_PERCENT = 22;
