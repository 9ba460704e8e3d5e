import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { installationOf } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { log } from '../app/log.ts';
import { isPrivateAddress } from '../app/outbound.ts';

/** Roughly where somebody was. */
export interface Place {
  country?: string;
  region?: string;
  city?: string;
}

interface Found {
  country_code?: string;
  country?: { iso_code?: string };
  subdivisions?: readonly { names?: { en?: string } }[];
  city?: { names?: { en?: string } };
}
interface Reader {
  get(address: string): Found | null;
}

const readers = new Map<string, Promise<Reader | undefined>>();
const LONGEST_NAME = 100;

/**
 * Roughly where an address of a computer is: by the file the operator has named (which may know cities), else the country by the one that comes
 * with the product. Nothing for addresses of one's own network, and where no file can be read.
 */
export async function placeOf(database: Database, address: string): Promise<Place> {
  // The file that comes with the product names countries for networks that are nobody's.
  if (isPrivateAddress(address)) return {};
  const file = installationOf(database).placesFile ?? bundled();
  let reader = readers.get(file);
  if (!reader) readers.set(file, (reader = openReader(file)));
  try {
    const found = (await reader)?.get(address.replace(/^::ffff:(?=\d+\.)/i, ''));
    return found ? placeFrom(found) : {};
  } catch {
    return {};
  }
}

const bundled = (): string =>
  createRequire(import.meta.url).resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb');

async function openReader(file: string): Promise<Reader | undefined> {
  if (!existsSync(file)) {
    log.warn({ file }, 'there is no such file of places');
    return undefined;
  }
  const { open } = await import('maxmind');
  return (await open(file)) as unknown as Reader;
}

function placeFrom({ country_code, country, subdivisions, city }: Found): Place {
  const code = country_code ?? country?.iso_code;
  const region = subdivisions?.[0]?.names?.en?.slice(0, LONGEST_NAME);
  const town = city?.names?.en?.slice(0, LONGEST_NAME);
  return { ...(code && /^[A-Z]{2}$/.test(code) && { country: code }), ...(region && { region }), ...(town && { city: town }) };
}
