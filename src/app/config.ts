import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { Problem } from './kernel/problem.ts';

export interface Config {
  port: number;
  /** The network address to listen on: every one of this machine's unless it is set. */
  host: string;
  /** The address the browser, and links in mail, use; without a slash at its end. */
  baseUrl: string;
  /** Where everything lives that must outlast the process: the embedded database, keys, logs. */
  dataDir: string;
  /** The owner's connection to a PostgreSQL server of one's own; the embedded one is used without it. */
  databaseUrl: string | undefined;
  /** Where nightly backups go, outside the data folder; undefined when they are off. */
  backupDir: string | undefined;
  smtpUrl: string | undefined;
  /** Whether servers that people name, such as those files are fetched from, may lie in a private network. */
  allowsPrivateHosts: boolean;
  /** Where mail comes in by itself; undefined while nothing listens for it. */
  inbound: { smtpPort: number; mailHost: string; tls: { cert: string; key: string } | undefined } | undefined;
  /** The resolvers asked for what others have put into the DNS; undefined for the machine's own. */
  dnsServers: readonly string[] | undefined;
  /** A file of places by addresses of computers (mmdb), instead of the countries that come with the product. */
  placesFile: string | undefined;
  /** The SpamAssassin asked what filters will think of letters; one on this machine is found without it. */
  spamdUrl: string | undefined;
  /** Signs links and sessions; whoever holds it can forge them. */
  secretKey: string;
  logLevel: (typeof LOG_LEVELS)[number];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const urlOf = (protocols: string[], sentence: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), sentence);

const settings = z.object({
  PORT: z.coerce
    .number({ error: 'PORT must be a whole number from 0 to 65535, such as 3000.' })
    .int('PORT must be a whole number from 0 to 65535, such as 3000.')
    .min(0, 'PORT must be a whole number from 0 to 65535, such as 3000.')
    .max(65_535, 'PORT must be a whole number from 0 to 65535, such as 3000.')
    .default(3000),
  HOST: z.string().default('0.0.0.0'),
  BASE_URL: urlOf(['http:', 'https:'], 'BASE_URL must be the full address people open, such as https://quayside.example.com.').optional(),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: urlOf(
    ['postgres:', 'postgresql:'],
    'DATABASE_URL must look like postgresql://user:password@host:5432/database.',
  ).optional(),
  BACKUP_DIR: z.string().optional(),
  SMTP_URL: urlOf(
    ['smtp:', 'smtps:'],
    'SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465.',
  ).optional(),
  ALLOW_PRIVATE_HOSTS: z.stringbool({ error: 'ALLOW_PRIVATE_HOSTS must be true or false.' }).default(false),
  INBOUND_SMTP_PORT: z.coerce
    .number({ error: 'INBOUND_SMTP_PORT must be a whole number from 0 to 65535, such as 25.' })
    .int('INBOUND_SMTP_PORT must be a whole number from 0 to 65535, such as 25.')
    .min(0, 'INBOUND_SMTP_PORT must be a whole number from 0 to 65535, such as 25.')
    .max(65_535, 'INBOUND_SMTP_PORT must be a whole number from 0 to 65535, such as 25.')
    .optional(),
  INBOUND_HOST: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9.-]+$/, 'INBOUND_HOST must be a host name, such as mail.example.com.')
    .optional(),
  INBOUND_TLS_CERT: z.string().optional(),
  INBOUND_TLS_KEY: z.string().optional(),
  DNS_SERVER: z
    .string()
    .regex(/^[\d.:a-fA-F[\]]+(?:,[\d.:a-fA-F[\]]+)*$/, 'DNS_SERVER must be one or more addresses, such as 9.9.9.9 or 127.0.0.1:5353.')
    .optional(),
  PLACES_FILE: z.string().optional(),
  SPAMD_URL: urlOf(['spamd:'], 'SPAMD_URL must look like spamd://127.0.0.1:783.').optional(),
  SECRET_KEY: z.string().min(32, 'SECRET_KEY must have at least 32 characters, best random: openssl rand -base64 32.').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.` }).default('info'),
});

/**
 * The settings of the environment, read once. Makes the data folder, and in it the secret key, when they are missing. Refuses with
 * `invalid_settings`, a sentence for each wrong variable, and with `data_folder_unwritable`.
 */
export function readConfig(env: Environment = process.env): Config {
  const parsed = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    throw new Problem('invalid_settings', Object.values(fields).join(' '), { fields });
  }
  const { PORT, HOST, BASE_URL, DATA_DIR, DATABASE_URL, BACKUP_DIR, SMTP_URL, ALLOW_PRIVATE_HOSTS, SECRET_KEY, LOG_LEVEL } = parsed.data;
  const baseUrl = (BASE_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '');
  const dataDir = resolve(DATA_DIR ?? defaultDataDir(env));
  prepareDataDir(dataDir);
  return {
    port: PORT,
    host: HOST,
    baseUrl,
    dataDir,
    databaseUrl: DATABASE_URL,
    backupDir: backupDirOf(BACKUP_DIR, dataDir),
    smtpUrl: SMTP_URL,
    allowsPrivateHosts: ALLOW_PRIVATE_HOSTS,
    inbound: inboundOf(parsed.data, baseUrl),
    dnsServers: parsed.data.DNS_SERVER?.split(','),
    placesFile: parsed.data.PLACES_FILE === undefined ? undefined : resolve(parsed.data.PLACES_FILE),
    spamdUrl: parsed.data.SPAMD_URL,
    secretKey: SECRET_KEY ?? keptSecretKey(dataDir),
    logLevel: LOG_LEVEL,
  };
}

/** Mail comes in at the host of BASE_URL unless it is named otherwise; encrypted where certificate and key are given. */
function inboundOf(given: z.infer<typeof settings>, baseUrl: string): Config['inbound'] {
  const { INBOUND_SMTP_PORT: smtpPort, INBOUND_HOST, INBOUND_TLS_CERT, INBOUND_TLS_KEY } = given;
  if (smtpPort === undefined) return undefined;
  const tls =
    INBOUND_TLS_CERT && INBOUND_TLS_KEY
      ? { cert: textOf('INBOUND_TLS_CERT', INBOUND_TLS_CERT), key: textOf('INBOUND_TLS_KEY', INBOUND_TLS_KEY) }
      : undefined;
  return { smtpPort, mailHost: INBOUND_HOST ?? new URL(baseUrl).hostname, tls };
}

function textOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem('invalid_settings', `${name} names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Beside the data folder, so that what destroys the one spares the other. */
function backupDirOf(given: string | undefined, dataDir: string): string | undefined {
  if (given === 'off') return undefined;
  const folder = resolve(given ?? defaultBackupDir(dataDir));
  const within = relative(dataDir, folder);
  if (within !== '..' && !within.startsWith(`..${sep}`) && !isAbsolute(within)) {
    throw new Problem(
      'invalid_settings',
      `BACKUP_DIR (${folder}) lies within the data folder ${dataDir}, and would be lost with it: name a folder elsewhere, best on another disk.`,
    );
  }
  return folder;
}

/** Where this user may not write beside the data folder (a service with a folder of its own), its home folder has to do. */
function defaultBackupDir(dataDir: string): string {
  const beside = `${dataDir}-backups`;
  return mayWrite(existsSync(beside) ? beside : dirname(dataDir)) ? beside : join(homedir(), 'quayside-backups');
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Outside the checkout, so that neither an update nor a fresh clone touches it. */
export function defaultDataDir(env: Environment): string {
  if (process.getuid?.() === 0) return '/var/lib/quayside';
  if (env.XDG_DATA_HOME) return join(env.XDG_DATA_HOME, 'quayside');
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? homedir(), 'Quayside');
  return join(homedir(), '.local', 'share', 'quayside');
}

function prepareDataDir(dataDir: string): void {
  try {
    // Root's database runs as another user, who must be able to pass through the folder but sees nothing of it.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(dataDir, error);
  }
}

/** Made once and kept; of two processes that start at once, the first one's key holds. */
function keptSecretKey(dataDir: string): string {
  const file = join(dataDir, 'secret-key');
  try {
    if (!existsSync(file)) {
      const written = `${file}.${process.pid}`;
      writeFileSync(written, randomBytes(32).toString('base64url'), { mode: 0o600 });
      try {
        linkSync(written, file);
      } finally {
        unlinkSync(written);
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(dataDir, error);
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw unwritable(dataDir, error);
  }
}

function unwritable(dataDir: string, error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Problem('disk_full', `The disk that holds ${dataDir} is full: free some space there and start again.`);
  }
  const why = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'read-only file system',
    ENOTDIR: 'not a folder',
    EEXIST: 'not a folder',
  }[code];
  return new Problem(
    'data_folder_unwritable',
    `Quayside cannot write to its data folder ${dataDir} (${why ?? code}): let this user write there, or name another folder with DATA_DIR.`,
  );
}
