import type { BounceClass } from './bounce-classes.ts';

const FULL =
  /mailbox (?:is )?full|over ?quota|quota (?:exceeded|is full)|exceed(?:s|ed|ing)? (?:the |his |its )?(?:mailbox |storage )?(?:quota|size|limit)|insufficient (?:system )?storage|not enough (?:disk )?space|out of (?:disk )?space|storage (?:limit|quota)|\bfull\b.{0,20}mailbox/i;
const UNKNOWN =
  /(?:user|mailbox|recipient|address|account)\b[^.;:]{0,40}?\b(?:unknown|not found|does ?n[o']t exist|not exist|no longer (?:available|valid|active|in use)|invalid|is disabled|is inactive|has been (?:disabled|suspended|deactivated|closed)|unavailable|not known)|(?:unknown|no such|invalid|non-?existent|bad|undeliverable) (?:local[- ]part |destination |mailbox |e-?mail )?(?:user|mailbox|recipient|address|account|person)|no mailbox (?:here|by that name)|unrouteable address|does(?: not|n'?t) (?:exist|have an? [\w.-]+ account)|account .{0,60}(?:does not exist|is disabled)|recipient (?:address )?rejected: (?:user unknown|undeliverable)|not our customer|doesn't like recipient|host (?:or domain name )?not found|domain (?:name )?(?:not found|does not exist)|no mx (?:or|record)|name service error/i;
const BLOCK =
  /block(?:ed|list)|black ?list|deny ?list|\brbl\b|\bdnsbl\b|spamhaus|spamcop|barracuda|sorbs|reputation|\bbanned\b|listed (?:at|by|in|on)|poor (?:sending )?history|ip (?:address )?(?:is |was )?(?:rejected|refused|denied)|sender (?:address )?(?:is )?(?:blocked|rejected|denied)|not accept(?:ing)? (?:mail|e-?mail|messages) from|unsolicited mail originating|too many complaints|client host .{0,80}(?:rejected|blocked)|access denied|bad helo|reverse dns|\bptr\b|5\.7\.606|S3140|S3150|\bAS\(\d{3,5}\)/i;
const POLICY =
  /\bspam\b|content|policy|virus|malware|phish|dmarc|\bspf\b|\bdkim\b|unauthenticated|authenticat|message (?:size|too large)|too (?:large|big)|size limit|attachment|not allowed|prohibited|rejected (?:for|due to|by) (?:policy|security)|banned (?:url|link)|5\.7\.26|550[ -]5\.7\.1\b/i;

/**
 * The class of a bounce by its enhanced code (RFC 3463) and what the server said. Codes are used loosely out there, so that clear words go before
 * them: 5.7.1 stands for a blocked server as for a suspicious letter, 5.2.1 for a closed mailbox, 5.1.0 for almost anything.
 */
export function bounceClassOf({ status, diagnostic }: { status: string; diagnostic: string }): BounceClass {
  const [kind = '', subject = '', detail = ''] = status.split('.');
  const code = /\b([245]\d\d)\b/.exec(diagnostic)?.[1] ?? '';
  const isPassing = kind === '4' || (kind === '' && code.startsWith('4'));
  if (status === '5.2.2' || status === '4.2.2' || code === '552' || FULL.test(diagnostic))
    return isSizeOfLetter(status, diagnostic) ? 'policy' : 'full';
  if (subject === '7' || (!isPassing && BLOCK.test(diagnostic))) return refusedClass(status, diagnostic, isPassing);
  if (isPassing) return BLOCK.test(diagnostic) ? 'block' : 'soft';
  if (['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.4.4'].includes(status) || UNKNOWN.test(diagnostic)) return 'hard';
  if (status === '5.3.4' || status === '5.2.3' || subject === '6' || POLICY.test(diagnostic)) return 'policy';
  if (subject === '3' || subject === '4' || subject === '5') return 'soft';
  if (subject === '1' && detail !== '8' && detail !== '7') return 'hard';
  return 'other';
}

/** Security codes: whether it is about who sends or about the letter; a mailbox that is not there is one whatever the code. */
function refusedClass(status: string, diagnostic: string, isPassing: boolean): BounceClass {
  if (!isPassing && UNKNOWN.test(diagnostic) && !BLOCK.test(diagnostic)) return 'hard';
  if (status === '5.7.26' || /dmarc|\bspf\b|\bdkim\b|unauthenticated/i.test(diagnostic)) return 'policy';
  if (BLOCK.test(diagnostic)) return 'block';
  return isPassing && !POLICY.test(diagnostic) ? 'soft' : 'policy';
}

const isSizeOfLetter = (status: string, diagnostic: string): boolean =>
  !['5.2.2', '4.2.2'].includes(status) &&
  (status === '5.3.4' ||
    status === '5.2.3' ||
    /message (?:size|too (?:large|big))|message exceeds|max(?:imum)? message size/i.test(diagnostic));

/** So many letters in so many days that came back for something passing, and the mailbox counts as gone. */
export const SOFT_LIMIT = { letters: 5, days: 30 } as const;
/** Classes of which many in a row mean that nobody reads there. Being refused as a sender says nothing of the mailbox. */
export const PASSING: readonly BounceClass[] = ['soft', 'full'];
