export { checkDocument, type Checked, type Finding } from './check-document.ts';
export {
  compileDocument,
  textOfDocument,
  type CompiledCondition,
  type CompiledDocument,
  type CompileOptions,
  type Footer,
  type Materials,
  type Picture,
  type Signature,
} from './compile-document.ts';
export {
  documentProblems,
  lineProblem,
  pathsIn,
  plainTextProblem,
  textPartProblem,
  type DocumentProblem,
  type Known,
} from './document-problems.ts';
export { fillerInPieces, type Pieces } from './merge/filler-in-pieces.ts';
export { fillerOf, mergePaths, mergeProblem, type Filler, type Target } from './merge/merge-language.ts';
export { isTracked } from './rules/links.ts';
export { fieldOfPath, mergeFieldsFor, mergeName, mergeValue } from './rules/merge-fields.ts';
export { DEFAULT_BRAND, documentSchema, type Block, type Brand, type Document, type MergeField, type SavedBlock } from './schema.ts';
