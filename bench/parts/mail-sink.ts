import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

const DEBIAN_SINK = '/usr/sbin/smtp-sink';

export interface MailSink {
  port: number;
  /** The process it runs in. */
  pid: number;
  /** Which program it is. */
  name: string;
  stop(): Promise<void>;
}

/** A mail server in another process that takes everything and keeps nothing: Debian's smtp-sink, or our own where there is none. */
export async function startMailSink(): Promise<MailSink> {
  const port = await freePort();
  const isDebians = existsSync(DEBIAN_SINK);
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = isDebians
    ? spawn(DEBIAN_SINK, [...asNobody, `127.0.0.1:${port}`, '200'], { stdio: 'ignore' })
    : spawn(process.execPath, [join(import.meta.dirname, 'own-sink.ts'), String(port)], { stdio: 'ignore' });
  await untilItAnswers(port, child);
  return {
    port,
    pid: child.pid!,
    name: isDebians ? 'smtp-sink' : 'bench/parts/own-sink.ts',
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.kill();
      }),
  };
}

async function untilItAnswers(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error('The sink did not start.');
    const answers = await new Promise<boolean>((give) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', () => give(false));
      socket.once('data', () => {
        socket.end('QUIT\r\n');
        give(true);
      });
    });
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The sink does not answer.');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
