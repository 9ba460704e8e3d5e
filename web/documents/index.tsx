export type { BlockKind, BlockSettingsProps, BlockViewProps } from './block-kinds.tsx';
export { DocumentEditor, type DocumentEditorProps } from './document-editor.tsx';
export { AssetPicker } from './asset-picker.tsx';
export { chooseBlock } from './chosen-block.ts';
export { ImportHtml } from './import-html.tsx';
export { WrittenLine } from './written-line.tsx';
