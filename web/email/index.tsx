export { MergedText } from './merged-text.tsx';
