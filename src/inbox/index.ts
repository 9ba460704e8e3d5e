export { conversationAnswered, conversationAssigned, conversationClosed, conversationOpened, conversationReplied } from './events.ts';
export { actInConversation } from './act-in-conversation.ts';
export { saveTemplate } from './save-template.ts';
