import { describe, expect, test } from 'vitest';
import { allowedBy, domainFindings, type DnsAnswer, type DomainSetUp } from './domain-records.ts';
import { freeMailProblem, isFreeMailDomain } from './free-mail.ts';
import { spfWith } from './spf-record.ts';
import type { DomainRecord } from './sending-domain-schema.ts';

const setUp: DomainSetUp = {
  domain: 'news.example.com',
  organisation: 'example.com',
  keys: [{ selector: 'q1k1', publicKey: 'MIIBabc', state: 'signing' }],
  returnPathHost: 'bounce.news.example.com',
  trackingHost: 'links.news.example.com',
  mailHost: 'mail.quayside.example',
  webHost: 'app.quayside.example',
  senders: ['a:smtp.quayside.example'],
};
const KEY = 'TXT q1k1._domainkey.news.example.com';

function finding(record: DomainRecord, dns: Record<string, DnsAnswer>, changes: Partial<DomainSetUp> = {}) {
  const findings = domainFindings({ ...setUp, ...changes }, (type, name) => dns[`${type} ${name}`] ?? []);
  return findings.find((each) => each.record === record)!;
}

describe('the key', () => {
  test('is right however the record is spaced', () => {
    expect(finding('dkim', { [KEY]: ['v=DKIM1; k=rsa; p=MIIB abc'] }).state).toBe('right');
    expect(finding('dkim', { [KEY]: ['p=MIIBabc'] }).state).toBe('right');
  });
  test('is wrong where another one, a part of it, or an emptied one stands', () => {
    for (const text of ['v=DKIM1; p=MIIBother', 'v=DKIM1; p=MIIB', 'v=DKIM1; p='])
      expect(finding('dkim', { [KEY]: [text] }).state).toBe('wrong');
    expect(finding('dkim', { [KEY]: ['v=DKIM1; p='] }).sentence).toContain('taken back');
  });
  test('is found under the name a provider has doubled, and the sentence says so', () => {
    const found = finding('dkim', { [`${KEY}.news.example.com`]: ['v=DKIM1; p=MIIBabc'] });
    expect(found.state).toBe('wrong');
    expect(found.sentence).toContain('adds the domain by itself');
  });
  test('is missing where nothing stands, and unchecked where nobody answers', () => {
    expect(finding('dkim', {}).state).toBe('missing');
    expect(finding('dkim', { [KEY]: 'unanswered' }).state).toBe('unchecked');
  });
});

describe('SPF', () => {
  test('is added to what the owner has, before the end', () => {
    expect(spfWith('v=spf1 include:_spf.example.org -all', ['a:smtp.example'])).toBe('v=spf1 include:_spf.example.org a:smtp.example -all');
    expect(spfWith('v=spf1 redirect=other.example', ['a:smtp.example'])).toBe('v=spf1 a:smtp.example redirect=other.example');
    expect(spfWith('v=spf1 mx', ['a:smtp.example'])).toBe('v=spf1 mx a:smtp.example');
    expect(spfWith(null, ['a:smtp.example'])).toBe('v=spf1 a:smtp.example ~all');
  });
  test.each([
    [[], 'missing'],
    [['v=spf1 a:smtp.quayside.example ~all'], 'right'],
    [['v=spf1 +A:smtp.quayside.example ~all'], 'right'],
    [['v=spf1 -all'], 'wrong'],
    [['v=spf1 a:smtp.quayside.example ~all', 'v=spf1 mx -all'], 'wrong'],
    [['v=spf1 a:smtp.quayside.example +all'], 'warning'],
    [[`v=spf1 a:smtp.quayside.example ${Array.from({ length: 10 }, (_, n) => `include:s${n}.example`).join(' ')} ~all`], 'warning'],
    [['google-site-verification=x'], 'missing'],
  ])('of %j is %s', (texts, state) => expect(finding('spf', { 'TXT news.example.com': texts }).state).toBe(state));
});

describe('DMARC', () => {
  test.each([
    [{}, 'missing'],
    [{ 'TXT _dmarc.news.example.com': ['v=DMARC1; p=none'] }, 'right'],
    [{ 'TXT _dmarc.example.com': ['v=DMARC1; p=reject; rua=mailto:d@example.com'] }, 'right'],
    [{ 'TXT _dmarc.news.example.com': ['v=DMARC1'] }, 'wrong'],
    [{ 'TXT _dmarc.news.example.com': ['v=DMARC1; p=sometimes'] }, 'wrong'],
    [{ 'TXT _dmarc.news.example.com': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }, 'wrong'],
  ])('of %j is %s', (dns, state) => expect(finding('dmarc', dns as Record<string, DnsAnswer>).state).toBe(state));
});

describe('the return path and the tracking host', () => {
  test('lead here', () => {
    expect(finding('return_path', { 'MX bounce.news.example.com': ['10 mail.quayside.example.'] }).state).toBe('right');
    expect(finding('return_path', { 'MX bounce.news.example.com': ['10 mx.elsewhere.example'] }).state).toBe('wrong');
    expect(finding('return_path', { 'CNAME bounce.news.example.com': ['x.example'] }).sentence).toContain('alias');
    expect(finding('tracking', { 'CNAME links.news.example.com': ['app.quayside.example'] }).state).toBe('right');
    expect(finding('tracking', { 'A links.news.example.com': ['192.0.2.1'], 'A app.quayside.example': ['192.0.2.1'] }).state).toBe('right');
    expect(finding('tracking', { 'A links.news.example.com': ['192.0.2.2'], 'A app.quayside.example': ['192.0.2.1'] }).state).toBe('wrong');
  });
  test('are not asked for while this installation takes no mail', () => {
    expect(finding('return_path', {}, { mailHost: null })).toBeUndefined();
  });
});

test('what does not answer changes nothing; what is gone takes away what it allowed', () => {
  const before = { isVerified: true, hasReturnPath: true, hasTracking: true };
  expect(
    allowedBy(
      domainFindings(setUp, () => 'unanswered'),
      before,
    ),
  ).toEqual(before);
  expect(
    allowedBy(
      domainFindings(setUp, () => []),
      before,
    ),
  ).toEqual({ isVerified: false, hasReturnPath: false, hasTracking: false });
});

test('addresses of mail providers may be sent from by their own servers alone', () => {
  for (const domain of ['gmail.com', 'Outlook.de', 'yahoo.co.uk', 'gmx.net', 'icloud.com', 'proton.me'])
    expect(isFreeMailDomain(domain)).toBe(true);
  for (const domain of ['example.com', 'mygmail.com', 'yahoo.example.com']) expect(isFreeMailDomain(domain)).toBe(false);
  expect(freeMailProblem('ada@gmail.com', 'smtp.relay.example')).toContain('domain of your own');
  expect(freeMailProblem('ada@gmail.com', 'smtp.gmail.com')).toBeUndefined();
  expect(freeMailProblem('ada@gmail.com', 'smtp.gmail.com.evil.example')).toBeDefined();
  expect(freeMailProblem('ada@example.com', '')).toBeUndefined();
});
