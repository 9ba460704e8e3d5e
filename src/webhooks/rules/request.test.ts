import { describe, expect, it } from 'vitest';
import { MOST_BODY_BYTES, webhookSettings } from '../schema.ts';
import { hostOf, requestOf, textsOf } from './request.ts';
import { GAPS_MS, nextTry } from './retry.ts';

const settings = (more: object) => webhookSettings.parse({ url: 'https://example.com/hook', body: '{}', ...more });
const request = (more: object, filled?: string[]) => {
  const parsed = settings(more);
  return requestOf(parsed, filled ?? textsOf(parsed).texts);
};

describe('an address', () => {
  it('has a host only where it is written out', () => {
    expect(hostOf('https://Example.COM:8443/a?b#c')).toBe('example.com');
    expect(hostOf('http://[::1]:80/')).toBe('::1');
    expect(hostOf('http://2130706433')).toBe('127.0.0.1');
    for (const url of [
      'example.com',
      'ftp://example.com',
      'https://{{ a }}/',
      'https://a{{ b }}.com/',
      'https://me@example.com/',
      'https:///x',
      'https://a b/',
      'https://example.com\\@evil/',
    ])
      expect([url, hostOf(url)]).toEqual([url, undefined]);
  });

  it('that a value makes too long, or lead elsewhere on the site, is refused', () => {
    expect(request({}, [`https://example.com/${'x'.repeat(4_000)}`, '{}'])).toMatch(/more than 4,000/);
    for (const path of ['..', '.', '%2E%2e', '.%2E'])
      expect([path, request({}, [`https://example.com/a/${path}/b`, '{}'])]).toEqual([path, expect.stringMatching(/another place/)]);
    expect(request({}, ['https://evil.example/', '{}'])).toMatch(/no web address/);
    expect(request({}, ['https://example.com/..a/b..?x=/../', '{}'])).toMatchObject({ url: expect.stringContaining('..a') });
  });
});

describe('a request', () => {
  it('says what its body is, unless its author does', () => {
    expect(request({})).toMatchObject({ headers: [{ name: 'Content-Type', value: 'application/json' }], body: '{}' });
    expect(request({ headers: [{ name: 'content-type', value: 'application/ld+json' }] })).toMatchObject({
      headers: [{ value: 'application/ld+json' }],
    });
    expect(request({ method: 'GET' })).toMatchObject({ body: null, headers: [] });
    expect(request({ encoding: 'form', fields: [{ name: 'a b', value: 'c&d' }] })).toMatchObject({ body: 'a+b=c%26d' });
  });

  it('is never larger than 256 kB, and its JSON is JSON', () => {
    const large = { encoding: 'text' };
    expect(request(large, ['https://example.com/hook', 'x'.repeat(MOST_BODY_BYTES)])).toMatchObject({
      headers: [{ name: 'Content-Type' }],
    });
    expect(request(large, ['https://example.com/hook', 'é'.repeat(MOST_BODY_BYTES / 2 + 1)])).toMatch(/larger than 256 kB/);
    expect(request({}, ['https://example.com/hook', '{"a":}'])).toMatch(/no valid JSON/);
  });

  it('has no header that begins another', () => {
    const filled = ['https://example.com/hook', 'a\r\nX-Evil: 1\u2028b', '{}'];
    expect(request({ headers: [{ name: 'X-A', value: '{{ x }}' }] }, filled)).toMatchObject({
      headers: [{ name: 'Content-Type' }, { name: 'X-A', value: 'a X-Evil: 1 b' }],
    });
  });
});

describe('trying again', () => {
  const now = new Date('2026-03-02T09:00:00Z');
  const after = (attempts: number, asked?: string) => (nextTry(attempts, now, asked)?.getTime() ?? NaN) - now.getTime();

  it('takes longer each time, then ends', () => {
    expect([1, 2, 3, 4, 5, 6].map((attempts) => after(attempts))).toEqual([...GAPS_MS]);
    expect(nextTry(7, now)).toBeUndefined();
  });

  it('waits as long as it is asked to, never shorter than the gap and never longer than a day', () => {
    expect(after(1, '600')).toBe(600_000);
    expect(after(1, '5')).toBe(60_000);
    expect(after(1, 'Mon, 02 Mar 2026 10:00:00 GMT')).toBe(3_600_000);
    expect(after(1, '999999999')).toBe(86_400_000);
    for (const nonsense of ['soon', '-5', '']) expect(after(1, nonsense)).toBe(60_000);
  });
});
