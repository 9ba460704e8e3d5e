import { createServer } from 'node:net';
import { Refusal } from './refusal.js';

/** Asked before anything is installed or built, so that nobody waits two minutes for a refusal. */
export function refuseBusyPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', (error) => {
      if (error.code !== 'EADDRINUSE') resolve();
      else
        reject(
          new Refusal(
            `Port ${port} is already in use, perhaps by a Quayside that runs: stop it, or choose another port: PORT=${port + 1} npm start`,
          ),
        );
    });
    probe.listen(port, process.env.HOST || '0.0.0.0', () => probe.close(() => resolve()));
  });
}
