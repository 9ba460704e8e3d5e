import { workerData } from 'node:worker_threads';
import { dkimSignature } from '../../src/email/compose/sign-letter.ts';
import { feedRaw } from './raw-feed.ts';

// One thread's share of the raw feed in which every letter is signed afresh.

const { port, connections, count, letter, pem } = workerData as {
  port: number;
  connections: number;
  count: number;
  letter: Uint8Array;
  pem: string;
};
const whole = Buffer.from(letter);
const body = whole.subarray(whole.indexOf('\r\n\r\n') + 4);
const key = { domain: 'bakery.example', selector: 'q1', privateKeyPem: pem };
let serial = 0;
await feedRaw(
  { port },
  {
    connections,
    count,
    letterOf: () => {
      const headers: [string, string][] = [
        ['From', 'hello@bakery.example'],
        ['To', `ada${serial++}@example.com`],
        ['Subject', 'Bread of the week'],
      ];
      return Buffer.concat([Buffer.from(dkimSignature(headers, body, key)), whole]);
    },
  },
);
