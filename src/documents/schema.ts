export { canBeAskedType } from './rules/askable.ts';
export {
  blockSchema,
  documentSchema,
  FONTS,
  leafSchema,
  lookSchema,
  SOCIAL_NETWORKS,
  type Block,
  type Document,
  type InnerBlock,
  type Leaf,
  type Look,
  type MergeField,
  type SectionBlock,
} from './rules/block-schema.ts';
export {
  assetFileParams,
  assetParams,
  assetsQuery,
  brandSchema,
  createSavedBlockBody,
  DEFAULT_BRAND,
  fetchAssetBody,
  importHtmlBody,
  savedBlockParams,
  signatureBody,
  updateAssetBody,
  updateSavedBlockBody,
  type Asset,
  type Brand,
  type CreateSavedBlock,
  type SavedBlock,
  type UpdateSavedBlock,
} from './rules/brand-schema.ts';
export { mergeFieldsFor, mergeFieldsOutsideLetters } from './rules/merge-fields.ts';
export { TEMPLATE_KINDS, type LetterTemplate, type TemplateKind } from './rules/template-schema.ts';
export type { ImportedHtml } from './rules/imported-html.ts';
