export { conversationAnswered, conversationAssigned, conversationClosed, conversationOpened, conversationReplied } from './events.ts';
