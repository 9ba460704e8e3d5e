import { identify, prepareInstallation, setupLink } from './accounts/index.ts';
import { runCommandLine } from './app/cli.ts';
import type { Product } from './app/product.ts';
import { domains } from './domains.ts';
import { announceBatch, followNext } from './ledger/index.ts';

/** Where the machinery meets the domains. */
const product: Product = {
  domains,
  beforeCommit: announceBatch,
  follow: followNext,
  prepare: async ({ config, database }) => {
    prepareInstallation(database, config);
    return { identify, setupLink: () => setupLink(database, config.baseUrl) };
  },
};

// Whoever reads the answer may have read enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await runCommandLine(product, process.argv.slice(2));
if (process.connected) process.disconnect?.();
// Whatever still holds the process open a second after its work is done is not waited for.
setTimeout(() => process.exit(), 1000).unref();
