/** The domain of an address. */
export const addressedDomain = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** All under which somebody may be blocked: the address, its domain, and those above it that are more than one name. */
export function blockableNames(address: string): string[] {
  const labels = addressedDomain(address).split('.');
  return [address, ...labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))];
}

/** What somebody typed to be blocked, `name@example.com` or `example.com`, in the form in which it is kept; undefined when it is neither. */
export function blockedForm(typed: string): string | undefined {
  const value = typed.trim().toLowerCase().replace(/^@/, '');
  return /^(?:[^\s@]{1,64}@)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u.test(value) ? value : undefined;
}
