/** What a letter of ours says of itself: in its Message-ID (`<q.ACCOUNT.DELIVERY.SIGN@host>`), and in each of its links (`/e/u/ACCOUNT.DELIVERY.…`). */
const MESSAGE_ID = /<q\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.[\w-]+@/i;
const LINK = /\/e\/[ocu]\/([0-9a-z]{1,11})\.([0-9a-z]{1,11})\./i;

/** Whose letter a report shows, as far as it says; anybody can write anything, so nothing follows from it by itself. */
export function accountNamed(text: string): { accountId: number | null; deliveryId: number | null } {
  const found = MESSAGE_ID.exec(text) ?? LINK.exec(text);
  if (!found) return { accountId: null, deliveryId: null };
  const [accountId, deliveryId] = [found[1]!, found[2]!].map((part) => Number.parseInt(part, 36));
  const isSafe = Number.isSafeInteger(accountId) && Number.isSafeInteger(deliveryId);
  return isSafe ? { accountId: accountId!, deliveryId: deliveryId! } : { accountId: null, deliveryId: null };
}
