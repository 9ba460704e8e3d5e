import { parentPort } from 'node:worker_threads';
import { unpackLetters, type PackedLetters } from './packed-letters.ts';
import { postRoom, type PostRoomJob } from './post-room.ts';

// Composes, signs and hands over letters beside the main thread. It gets addresses that the gate has allowed, and nothing it could ask for more.
const room = postRoom();

type Told = { id: number; job: Omit<PostRoomJob, 'letters'> & { letters: PackedLetters } } | { forget: string[] } | 'end';

parentPort!.on('message', (told: Told) => {
  if (told === 'end') {
    room.close();
    parentPort!.close();
  } else if ('forget' in told) {
    room.forget(told.forget);
  } else {
    const { id, job } = told;
    void room.run({ ...job, letters: unpackLetters(job.letters) }).then((outcomes) => parentPort!.postMessage({ id, outcomes }));
  }
});
