import { createServer } from 'node:net';

// Takes letters as fast as it can and keeps none: PORT. Looks for the end of a text and for the ends of commands, and for nothing else.

const END = Buffer.from('\r\n.\r\n');
const GREETING = '220 sink\r\n';
const HELLO = '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';

createServer((socket) => {
  let isText = false;
  let rest: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.write(GREETING);
  socket.on('error', () => undefined);
  socket.on('data', (data: Buffer) => {
    let left: Buffer = rest.length > 0 ? Buffer.concat([rest, data]) : data;
    let answers = '';
    for (;;) {
      const end = isText ? left.indexOf(END) : left.indexOf('\n');
      if (end < 0) break;
      if (isText) {
        isText = false;
        answers += '250 2.0.0 Ok\r\n';
        left = left.subarray(end + END.length);
        continue;
      }
      const word = left.subarray(0, 4).toString('latin1').toUpperCase();
      left = left.subarray(end + 1);
      if (word === 'EHLO' || word === 'HELO') answers += HELLO;
      else if (word === 'DATA') {
        isText = true;
        answers += '354 Go on\r\n';
      } else if (word === 'QUIT') return void socket.end(`${answers}221 Bye\r\n`);
      else answers += '250 2.1.0 Ok\r\n';
    }
    // Of a text only what could begin its end is kept.
    rest = Buffer.from(isText ? left.subarray(Math.max(0, left.length - END.length + 1)) : left);
    if (answers) socket.write(answers);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
