import type { IncomingHttpHeaders } from 'node:http';

/** What a request brings to say who it is, beside a browser's cookie. */
export type Credentials =
  | { kind: 'key'; appId: string; key: string }
  | { kind: 'app'; token: string }
  | { kind: 'page'; token: string }
  | { kind: 'unknown' };

/** How access tokens of apps, their refresh tokens and the publishable tokens of pages begin. */
export const APP_TOKEN = 'qso_';
export const REFRESH_TOKEN = 'qsr_';
export const PAGE_TOKEN = 'qsp_';

/** Reads the header pair of keys, or what follows `Bearer`: `APPID:KEY` or a token. Undefined where there is neither. */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials | undefined {
  const [appId, key] = [headers['api-appid'], headers['api-key']];
  if (appId !== undefined || key !== undefined) return { kind: 'key', appId: String(appId ?? ''), key: String(key ?? '') };
  const bearer = /^Bearer +(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer === undefined) return undefined;
  if (bearer.startsWith(APP_TOKEN)) return { kind: 'app', token: bearer };
  if (bearer.startsWith(PAGE_TOKEN)) return { kind: 'page', token: bearer };
  const [, ofApp = '', secret = ''] = /^([^:]+):(.+)$/.exec(bearer) ?? [];
  return ofApp === '' ? { kind: 'unknown' } : { kind: 'key', appId: ofApp, key: secret };
}
