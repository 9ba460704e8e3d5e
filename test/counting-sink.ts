import { createServer, type Socket } from 'node:net';

/** A mail server that takes everything and counts for whom: how many letters it has said yes to, by receiver. */
export interface CountingSink {
  port: number;
  accepted: Map<string, number>;
  total: () => number;
  close(): Promise<void>;
}

const END = Buffer.from('\r\n.\r\n');

export async function startCountingSink(): Promise<CountingSink> {
  const accepted = new Map<string, number>();
  let total = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, (to) => {
      total++;
      accepted.set(to, (accepted.get(to) ?? 0) + 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    accepted,
    total: () => total,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(socket: Socket, accept: (to: string) => void): void {
  let isText = false;
  let to = '';
  let left: Buffer = Buffer.alloc(0);
  socket.write('220 sink\r\n');
  socket.on('data', (data: Buffer) => {
    left = left.length > 0 ? Buffer.concat([left, data]) : data;
    for (;;) {
      const end = isText ? left.indexOf(END) : left.indexOf('\r\n');
      if (end < 0) return;
      const line = isText ? '' : left.subarray(0, end).toString('latin1');
      left = left.subarray(end + (isText ? END.length : 2));
      if (isText) {
        isText = false;
        accept(to);
        socket.write('250 2.0.0 Ok\r\n');
      } else if (/^EHLO/i.test(line)) socket.write('250-sink\r\n250 PIPELINING\r\n');
      else if (/^DATA/i.test(line)) {
        isText = true;
        socket.write('354 Go on\r\n');
      } else if (/^QUIT/i.test(line)) return void socket.end('221 Bye\r\n');
      else {
        if (/^RCPT/i.test(line)) to = /<(.*)>/.exec(line)?.[1] ?? '';
        socket.write('250 2.1.0 Ok\r\n');
      }
    }
  });
}
