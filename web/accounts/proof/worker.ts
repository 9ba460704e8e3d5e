import { type Challenge, solve } from './solve.ts';

addEventListener('message', (event: MessageEvent<Challenge>) => postMessage(solve(event.data)));
