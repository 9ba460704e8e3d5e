export { compileDocument, type CompiledDocument, type CompileOptions, type Footer } from './compile-document.ts';
export { documentProblems, lineProblem, pathsIn, plainTextProblem, type DocumentProblem } from './document-problems.ts';
export { fillerOf, mergePaths, mergeProblem, type Filler, type Target } from './merge/merge-language.ts';
export { isTracked } from './rules/links.ts';
export { fieldOfPath, mergeFieldsFor, mergeName, mergeValue } from './rules/merge-fields.ts';
export { documentSchema, type Block, type Document, type MergeField } from './schema.ts';
