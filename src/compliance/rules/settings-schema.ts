import { z } from 'zod';

export const DOUBLE_OPT_IN = ['off', 'optional', 'required'] as const;
export type DoubleOptIn = (typeof DOUBLE_OPT_IN)[number];

/**
 * What was found of an account's own confirmation: none of its own (`standard`), in use until somebody has looked at it (`provisional`),
 * found good, or found wanting and switched off for the standard one.
 */
export const CONFIRMATION_REVIEWS = ['standard', 'provisional', 'approved', 'refused'] as const;
export type ConfirmationReview = (typeof CONFIRMATION_REVIEWS)[number];

/** So long is a confirmation waited for, in days. */
export const CONFIRM_DAYS_MOST = 90;
export const CORRECTABLE_MOST = 20;

const cap = z.int('Write a whole number.').min(1, 'At least one.').max(100, 'At most 100.').nullable();

/** What an account sets of permission. */
export const permissionSettingsBody = z.strictObject({
  doubleOptIn: z.enum(DOUBLE_OPT_IN).optional(),
  confirmDays: z
    .int('Write a whole number.')
    .min(1, 'At least one day.')
    .max(CONFIRM_DAYS_MOST, `At most ${CONFIRM_DAYS_MOST} days.`)
    .optional(),
  confirmationMessageId: z.int().positive().nullable().optional(),
  mostADay: cap.optional(),
  mostAWeek: cap.optional(),
  offersFrequency: z.boolean().optional(),
  offersPause: z.boolean().optional(),
  correctableFields: z.array(z.int().positive()).max(CORRECTABLE_MOST, `At most ${CORRECTABLE_MOST} fields.`).optional(),
});
export type PermissionSettingsChanges = z.infer<typeof permissionSettingsBody>;

export interface PermissionSettings {
  doubleOptIn: DoubleOptIn;
  confirmDays: number;
  confirmationMessageId: number | null;
  confirmationReview: ConfirmationReview;
  confirmationNote: string | null;
  mostADay: number | null;
  mostAWeek: number | null;
  offersFrequency: boolean;
  offersPause: boolean;
  correctableFields: number[];
}
