import { memoryBytes, roomIn } from './machine.ts';

const MB = 1024 ** 2;
const GB = 1024 * MB;

/**
 * The embedded server's settings, modest for a machine that also runs the product. They stand in a file that the database's own
 * `postgresql.conf` includes first, so that whatever an operator writes there wins.
 */
export function tunedSettings(dataDir: string, memory = memoryBytes(), room = roomIn(dataDir)): Record<string, string> {
  return {
    shared_buffers: inMb(between(memory / 8, 32 * MB, GB)),
    effective_cache_size: inMb(memory / 2),
    work_mem: inMb(between(memory / 512, 4 * MB, 32 * MB)),
    maintenance_work_mem: inMb(between(memory / 32, 64 * MB, 512 * MB)),
    max_connections: '100',
    max_wal_size: inMb(between(room / 8, 512 * MB, 4 * GB)),
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    jit: 'off',
    ssl: 'off',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %q%u@%d ',
    // A container gives 64 MB of shared memory, less than one parallel join may ask for.
    ...(process.platform === 'linux' && roomIn('/dev/shm') < 512 * MB ? { dynamic_shared_memory_type: 'mmap' } : {}),
    // Seven files, one a weekday, each begun anew when its day comes round.
    logging_collector: 'on',
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
  };
}

/** Settings as the lines of a configuration file. */
export function settingLines(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('');
}

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
const inMb = (bytes: number): string => `${Math.floor(bytes / MB)}MB`;
