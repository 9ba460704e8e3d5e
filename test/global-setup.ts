import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEphemeralPostgres } from '../src/app/embedded-postgres.ts';
import { migrate } from '../src/app/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string;
    templateName: string;
  }
}

/**
 * One real PostgreSQL for the whole run, in memory where there is room (or the server of TEST_DATABASE_URL), with one migrated template
 * that every test file clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startEphemeralPostgres();
  const templateName = `quayside_template_${process.pid}`;
  await administer(server.url, `create database ${templateName}`);
  await migrate(urlOf(server.url, templateName));
  project.provide('serverUrl', server.url);
  project.provide('templateName', templateName);
  return async () => {
    await administer(server.url, `drop database if exists ${templateName} with (force)`);
    await server.stop();
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
