export { allMessages } from './queries/messages.ts';
export { emailCaptured, emailClicked, emailFailed, emailOpened, emailQueued, emailSent, emailUnsubscribed } from './events.ts';
export { publishMessage } from './publish-message.ts';
export { createMessage } from './create-message.ts';
export { sendMessage, type MessageForRecords } from './send-message.ts';
export { listLetters } from './list-letters.ts';
export { linkToken } from './letters/link-tokens.ts';
export { trackClick } from './track-click.ts';
export { trackOpen } from './track-open.ts';
