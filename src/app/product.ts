import type { Config } from './config.ts';
import type { Database, DatabaseOptions } from './db.ts';
import type { Identify } from './http.ts';
import type { Domain } from './kernel/domain.ts';
import type { Follow } from './worker.ts';

/** What the machinery must be handed of the domains, none of which it knows. */
export interface Product {
  domains: readonly Domain[];
  beforeCommit: NonNullable<DatabaseOptions['beforeCommit']>;
  follow: Follow;
  /** Called once, when the database is migrated and before anything is served. */
  prepare: (open: OpenProduct) => Promise<PreparedProduct>;
}

export interface OpenProduct {
  config: Config;
  database: Database;
  /** The connection of the schema's owner. */
  ownerUrl: string;
}

export interface PreparedProduct {
  identify: Identify;
  /** The single-use link by which the first person takes over an empty installation; undefined once it is set up. */
  setupLink: () => Promise<string | undefined>;
}
