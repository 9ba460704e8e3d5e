export { MergedText } from './merged-text.tsx';
export { LetterView } from './letter-view.tsx';
export { previewLetter } from './preview-letter.ts';
