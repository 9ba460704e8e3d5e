// npm start: from a fresh clone to a running Quayside. Installs, builds, and hands over to src/main.ts.
import { buildBrowserApp } from './parts/build.js';
import { installMissing } from './parts/install.js';
import { fittingNode, productWith, runScript } from './parts/node.js';
import { refuseBusyPort } from './parts/port.js';
import { runProgram } from './parts/refusal.js';

const say = (sentence) => process.stdout.write(`${sentence}\n`);

runProgram(async () => {
  await refuseBusyPort();
  await installMissing(say);
  fittingNode();
  await buildBrowserApp(say);
  // With a channel, the server notices when this process is killed, and stops instead of holding its port for nobody.
  return runScript(productWith(['start']), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
});
