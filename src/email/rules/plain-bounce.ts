/** What can be told of a bounce that is no proper report. */
export interface PlainBounce {
  action: 'failed' | 'delayed';
  status: string;
  diagnostic: string;
}

const SENDERS = /^(?:mailer-daemon|mail-daemon|postmaster|mailerdaemon|mdaemon|bounce|no-?reply-?bounce|mail delivery)/i;
const SUBJECTS =
  /undeliver|delivery (?:status notification|failure|has failed|report|incomplete|error)|mail delivery (?:failed|system|failure|subsystem)|returned mail|failure notice|message (?:could not be delivered|undeliverable|not delivered|status - undeliverable)|non ?delivery|nicht zugestellt|unzustellbar|non remis|no se (?:puede|pudo) entregar|mancata consegna|delivery delayed|warning: (?:could not send|message .{0,40} delayed)/i;
const STILL_TRYING =
  /delayed|will (?:keep|continue) (?:trying|to (?:try|be retried))|not (?:yet )?been delivered yet|no action is required|this is a warning message only|still (?:trying|being tried)|could not send message for past/i;
const GIVEN_UP = /giv(?:en|ing) up|permanent(?:ly)? (?:failed|error|fatal)|fatal errors?|undeliverable|could not be delivered|failed/i;
/** Where the account of what happened ends and our own letter begins. */
const RETURNED =
  /^[ \t]*--.{0,80}(?:original message|copy of the message|returned message|message header|below this line|included|message text)|^Return-Path:|^--- (?:Below|Enclosed)/i;
/** What a server has to say it says at the top; patterns are not let loose on more. */
const MOST_LINES = 200;
const MOST_OF_A_LINE = 400;
const MOST_CHARACTERS = 40_000;

/**
 * What a mail says that looks like a bounce without being a report: undefined where it does not look so. Only the part above the returned letter is
 * read, so that nothing we wrote ourselves decides.
 */
export function readPlainBounce(mail: {
  fromAddress: string;
  subject: string;
  text: string;
  isFromNobody: boolean;
}): PlainBounce | undefined {
  const isFromDaemon = mail.isFromNobody || SENDERS.test(mail.fromAddress);
  if (
    !isFromDaemon ||
    !(SUBJECTS.test(mail.subject) || /this is the qmail-send program|I wasn't able to deliver/i.test(mail.text.slice(0, MOST_CHARACTERS)))
  )
    return undefined;
  const account = accountOf(mail.text);
  const line = account.find(
    (each) => /(?:^|[^\d.])[245]\d\d[ -](?:#?[245]\.\d+\.\d+)?/.test(each) || /\b[245]\.\d{1,3}\.\d{1,3}\b/.test(each),
  );
  const said = account.join('\n');
  const isDelayed = STILL_TRYING.test(`${mail.subject}\n${said}`) && !GIVEN_UP.test(mail.subject);
  return {
    action: isDelayed ? 'delayed' : 'failed',
    status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(line ?? '')?.[1] ?? '',
    diagnostic: (line ?? telling(account)).trim().slice(0, 500),
  };
}

function accountOf(text: string): string[] {
  const lines = text
    .slice(0, MOST_CHARACTERS)
    .split(/\r?\n/, MOST_LINES)
    .map((line) => line.slice(0, MOST_OF_A_LINE));
  const end = lines.findIndex((line) => RETURNED.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => line.trim() !== '');
}

/** Without a code, the line after the address is what most servers say it in. */
const telling = (account: readonly string[]): string => {
  const at = account.findIndex((line) => /<?[^\s@<>]+@[^\s@<>]+>?:?\s*$/.test(line));
  return (at >= 0 ? account[at + 1] : account.at(-1)) ?? '';
};
