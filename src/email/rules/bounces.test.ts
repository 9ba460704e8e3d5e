import { describe, expect, test } from 'vitest';
import { isAutomatic } from './auto-reply.ts';
import { bounceClassOf } from './classify-bounce.ts';
import { readDeliveryStatus } from './delivery-status.ts';
import { isComplaint, readFeedbackReport } from './feedback-report.ts';
import { newTextOf } from './new-text.ts';
import { readPlainBounce } from './plain-bounce.ts';

describe('the class of a bounce', () => {
  test.each([
    ['5.1.1', '550 5.1.1 <no@one.example>: Recipient address rejected: User unknown in local recipient table', 'hard'],
    ['5.1.1', '550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking', 'hard'],
    ['5.2.1', '550 5.2.1 The email account that you tried to reach is disabled', 'hard'],
    ['5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'hard'],
    ['5.5.0', '550 Requested action not taken: mailbox unavailable', 'hard'],
    ['5.0.0', "554 delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com)", 'hard'],
    ['5.1.2', 'Host or domain name not found. Name service error for name=nowhere.example type=A', 'hard'],
    ['5.4.4', 'Host or domain name not found', 'hard'],
    ['', '550 No such user here', 'hard'],
    ['5.2.2', '552 5.2.2 The email account that you tried to reach is over quota', 'full'],
    ['4.2.2', '452 4.2.2 The email account that you tried to reach is over quota', 'full'],
    ['5.2.2', '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException', 'full'],
    ['', '552 Mailbox is full', 'full'],
    ['5.3.4', '552 5.3.4 Message size exceeds fixed limit', 'policy'],
    ['5.7.1', '550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'block'],
    ['5.7.606', '550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'block'],
    ['5.7.1', '550 5.7.1 Our system has detected that this message is likely unsolicited mail (spam content)', 'policy'],
    ['5.7.26', '550 5.7.26 This message fails to pass SPF checks for the domain; unauthenticated', 'policy'],
    ['5.7.1', '554 5.7.1 <x@y.example>: Recipient address rejected: Access denied', 'block'],
    ['4.7.0', '421 4.7.0 Our system has detected an unusual rate of mail originating from your IP address', 'soft'],
    ['4.4.1', 'connect to mx.example[192.0.2.1]:25: Connection timed out', 'soft'],
    ['4.4.7', 'delivery expired (message too old)', 'soft'],
    ['5.4.7', 'Delivery expired', 'soft'],
    ['5.6.0', '554 5.6.0 Message contains invalid header', 'policy'],
    ['', '', 'other'],
    ['5.0.0', '554 transaction failed', 'other'],
  ])('%s %s is %s', (status, diagnostic, expected) => expect(bounceClassOf({ status, diagnostic })).toBe(expected));
});

test('a report tells each receiver with folded and typed fields', () => {
  const text = [
    'Reporting-MTA: dns; mail.example.com',
    'Arrival-Date: Mon, 2 Mar 2026 09:00:00 +0000',
    '',
    'Original-Recipient: rfc822; Gone@Example.org',
    'Final-Recipient: RFC822; gone@example.org',
    'Action: failed',
    'Status: 5.1.1 (bad destination mailbox address)',
    'Remote-MTA: dns; mx.example.org',
    'Diagnostic-Code: smtp; 550 5.1.1 <gone@example.org>:',
    '    Recipient address rejected: User unknown',
    '',
    'Final-Recipient: rfc822;late@example.org',
    'Action: delayed',
    'Status: 4.4.1',
  ].join('\r\n');
  expect(readDeliveryStatus(text)).toEqual([
    {
      action: 'failed',
      status: '5.1.1',
      diagnostic: '550 5.1.1 <gone@example.org>: Recipient address rejected: User unknown',
      address: 'gone@example.org',
    },
    { action: 'delayed', status: '4.4.1', diagnostic: '', address: 'late@example.org' },
  ]);
  expect(readDeliveryStatus('nothing of the kind')).toEqual([]);
  expect(readDeliveryStatus(`${'Action: failed\n\n'.repeat(500)}`)).toHaveLength(50);
});

describe('a bounce that is no report', () => {
  const read = (text: string, more: Partial<Parameters<typeof readPlainBounce>[0]> = {}) =>
    readPlainBounce({ fromAddress: 'mailer-daemon@mx.example', subject: 'failure notice', text, isFromNobody: true, ...more });

  test('of qmail', () => {
    const text = `Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<gone@mx.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <b.1.2.x@quayside.example>
Subject: 452 4.2.2 is what we sell`;
    expect(read(text)).toMatchObject({ action: 'failed', status: '5.1.1' });
  });
  test('of exim, with the server’s words further down', () => {
    const text = `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  gone@mx.example
    host mx.example [192.0.2.9]
    SMTP error from remote mail server after RCPT TO:<gone@mx.example>:
    550 5.1.1 unknown user

------ This is a copy of the message, including all the headers. ------`;
    const bounce = read(text, { subject: 'Mail delivery failed: returning message to sender' });
    expect(bounce).toMatchObject({ action: 'failed', status: '5.1.1' });
    expect(bounceClassOf(bounce!)).toBe('hard');
  });
  test('that only warns is a delay', () => {
    const text = 'This is a warning message only. You do not need to resend your message.\n\n<late@mx.example>: 451 4.7.1 try later';
    expect(read(text, { subject: 'Warning: could not send message for past 4 hours' })).toMatchObject({ action: 'delayed' });
  });
  test('is none when a person writes about one, or a daemon about something else', () => {
    expect(read('My mail came back: 550 5.1.1 user unknown', { fromAddress: 'ada@example.com', isFromNobody: false })).toBeUndefined();
    expect(read('Your quota report', { subject: 'Weekly report' })).toBeUndefined();
  });
  test('takes no longer for being long', () => {
    const began = performance.now();
    read(`${'a@b.example '.repeat(200_000)}\n`.repeat(2));
    read('-'.repeat(1_000_000));
    newTextOf(`On ${'x'.repeat(500_000)}`);
    newTextOf('> quoted\n'.repeat(5_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

test('a complaint is told from other reports', () => {
  const report = (type: string) =>
    readFeedbackReport(
      `Feedback-Type: ${type}\r\nUser-Agent: SomeGenerator/1.0\r\nVersion: 1\r\nOriginal-Mail-From: <B.1.2.abc@quayside.example>\r\n`,
    )!;
  expect(report('abuse')).toMatchObject({ type: 'abuse', mailFrom: 'b.1.2.abc@quayside.example' });
  expect(isComplaint(report('abuse'))).toBe(true);
  expect(isComplaint(report('not-spam'))).toBe(false);
  expect(isComplaint(report('auth-failure'))).toBe(false);
  expect(readFeedbackReport('Hello')).toBeUndefined();
});

test('what programs write is known by its headers or its subject', () => {
  const with_ = (headers: Record<string, string>, subject = 'Re: Offer') => isAutomatic((name) => headers[name] ?? '', subject);
  expect(with_({ 'auto-submitted': 'auto-replied' })).toBe(true);
  expect(with_({ 'auto-submitted': 'no' })).toBe(false);
  expect(with_({ precedence: 'bulk' })).toBe(true);
  expect(with_({ 'list-id': '<x.example>' })).toBe(true);
  expect(with_({}, 'Automatic reply: Offer')).toBe(true);
  expect(with_({}, 'Abwesenheitsnotiz')).toBe(true);
  expect(with_({}, 'About your out of office')).toBe(false);
  expect(with_({})).toBe(false);
});

describe('what is new in an answer', () => {
  test.each([
    ['Yes please.\n\nOn Mon, 2 Mar 2026 at 09:00, Harbour <x@y.example> wrote:\n> Would you?\n', 'Yes please.'],
    ['Yes.\n\nOn Mon, 2 Mar 2026 at 09:00, Harbour Bakery with a long name\n<x@y.example> wrote:\n> Would you?', 'Yes.'],
    ['Ja gern.\n\nAm 02.03.2026 um 09:00 schrieb Harbour <x@y.example>:\n> Wollen Sie?', 'Ja gern.'],
    ['Yes.\n\n-----Original Message-----\nFrom: Harbour\nSent: Monday\nHello', 'Yes.'],
    ['Yes.\n\nFrom: Harbour <x@y.example>\nSent: Monday, March 2\nTo: Ada\nSubject: Offer\n\nHello', 'Yes.'],
    ['Yes.\n\n________________________________\nVon: Harbour\nGesendet: Montag\n', 'Yes.'],
    ['> Would you?\nYes.\n> And this?\nNo.', '> Would you?\nYes.\n> And this?\nNo.'],
    ['Just words, on Monday I wrote: something', 'Just words, on Monday I wrote: something'],
    ['> only a quote', '> only a quote'],
    ['', ''],
  ])('of %j', (text, own) => expect(newTextOf(text)).toBe(own));
});
