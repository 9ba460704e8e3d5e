import pg from 'pg';

/** Runs `work` on a connection of the schema's owner of its own. */
export async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'quayside backups' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
