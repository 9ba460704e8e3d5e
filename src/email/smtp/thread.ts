import { parentPort } from 'node:worker_threads';
import { postRoom, type PostRoomJob } from './post-room.ts';

// Composes, signs and hands over letters beside the main thread. It gets addresses that the gate has allowed, and nothing it could ask for more.
const room = postRoom();

parentPort!.on('message', (told: { id: number; job: PostRoomJob } | { forget: string[] } | 'end') => {
  if (told === 'end') {
    room.close();
    parentPort!.close();
  } else if ('forget' in told) {
    room.forget(told.forget);
  } else {
    const { id, job } = told;
    void room.run(job).then((outcomes) => parentPort!.postMessage({ id, outcomes }));
  }
});
