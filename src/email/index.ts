export { emailCaptured, emailClicked, emailFailed, emailOpened, emailQueued, emailSent, emailUnsubscribed } from './events.ts';
export { publishMessage } from './publish-message.ts';
export { createMessage } from './create-message.ts';
export { sendMessage, type MessageForRecords } from './send-message.ts';
