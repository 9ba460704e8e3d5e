export { countVerdicts, permitMail, type MailRequest, type MailVerdicts } from './permit-mail.ts';
export { redeemPermit, type Permit } from './permit.ts';
export { declarationProblem, type Channel, type Purpose, type Refusal } from './schema.ts';
