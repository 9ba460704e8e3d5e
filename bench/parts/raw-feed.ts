import { connect } from 'node:net';

/**
 * The same letter over and over, as fast as so many connections take it: what a sink can do when nothing has to be thought of. The next letter is
 * announced with the text of the last, as our own sender does. `letterOf` makes each letter's bytes. Gives the seconds.
 */
export async function feedRaw(
  sink: { port: number },
  { connections, count, letterOf }: { connections: number; count: number; letterOf: () => Buffer },
): Promise<number> {
  let left = count;
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, () => feedOver(sink.port, { isLeft: () => left-- > 0, letterOf })));
  return (performance.now() - began) / 1000;
}

const ENVELOPE = 'MAIL FROM:<hello@bakery.example>\r\nRCPT TO:<ada@example.com>\r\nDATA\r\n';

function feedOver(port: number, { isLeft, letterOf }: { isLeft: () => boolean; letterOf: () => Buffer }): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let received = '';
    let isGreeted = false;
    let isUnderWay = false;
    let hasNext = false;
    const say = (line: string): void => {
      const code = line.slice(0, 3);
      if (code === '220') socket.write('EHLO bench\r\n');
      else if (!isGreeted && line.startsWith('250 ')) {
        isGreeted = true;
        hasNext = isLeft();
        socket.write(hasNext ? ENVELOPE : 'QUIT\r\n');
      } else if (code === '354') {
        socket.cork();
        socket.write(letterOf());
        hasNext = isLeft();
        socket.write(hasNext ? `.\r\n${ENVELOPE}` : '.\r\n');
        socket.uncork();
        isUnderWay = true;
      } else if (isUnderWay && code === '250') {
        isUnderWay = false;
        if (!hasNext) socket.write('QUIT\r\n');
      } else if (code === '221') socket.end();
    };
    socket.on('data', (data) => {
      received += data.toString('latin1');
      const lines = received.split('\r\n');
      received = lines.pop()!;
      for (const line of lines) say(line);
    });
    socket.on('error', fail);
    socket.on('close', () => done());
  });
}
