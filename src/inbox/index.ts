export { actInConversation } from './act-in-conversation.ts';
export { saveTemplate } from './save-template.ts';
