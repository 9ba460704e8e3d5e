import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpSchema } from '../src/app/dump-schema.ts';
import { startEphemeralPostgres } from '../src/app/embedded-postgres.ts';
import { migrate } from '../src/app/migrate.ts';

const server = await startEphemeralPostgres();
try {
  await migrate(server.url);
  writeFileSync(join(import.meta.dirname, '../db/schema.sql'), await dumpSchema(server.url));
} finally {
  await server.stop();
}
