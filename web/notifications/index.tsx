export { NotificationChoices } from './choices-section.tsx';
