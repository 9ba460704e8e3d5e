export { checkDocument, readBlocks } from './check-document.ts';
export { addressesIn } from './checks/check-links.ts';
export type { Checked, Finding } from './checks/finding.ts';
export { fetchFollowing } from './outward/fetch-following.ts';
export { compileDocument, textOfDocument } from './compile-document.ts';
export type { CompiledCondition, CompiledDocument, CompileOptions, Footer, Materials, Picture, Signature } from './rules/compiling.ts';
export { documentMaterials } from './document-materials.ts';
export {
  conditionsIn,
  documentProblems,
  lineProblem,
  pathsIn,
  plainTextProblem,
  textPartProblem,
  type DocumentProblem,
  type Known,
} from './document-problems.ts';
export { fillerInPieces, type Pieces } from './merge/filler-in-pieces.ts';
export { fillerOf, mergePaths, mergeProblem, unguardedPaths, type Filler, type Target } from './merge/merge-language.ts';
export { isTracked } from './rules/links.ts';
export { mergeFieldsFor, mergeFieldsOutsideLetters, mergeName, mergeValue, placeOfPath, type PlaceOfPath } from './rules/merge-fields.ts';
export { dayValue, type MergeValue } from './rules/typed-values.ts';
export { allSavedBlocks } from './queries/saved-blocks.ts';
export { signaturesOf } from './queries/signatures.ts';
export { savedBlocksOf } from './rules/tree.ts';
export { DEFAULT_BRAND, documentSchema, type Block, type Brand, type Document, type MergeField, type SavedBlock } from './schema.ts';
export { compilePage, type Asks, type CompiledPage, type PageOptions } from './page/compile-page.ts';
export { canBeAsked, fieldName, type AskedField } from './page/asked-field.ts';
