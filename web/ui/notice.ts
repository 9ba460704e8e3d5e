import { notifications } from '@mantine/notifications';

const READING_MS = 5_000;

/** Says at the foot of the page that something is done. */
export function showDone(message: string): void {
  notifications.show({ message, color: 'good', autoClose: READING_MS, withBorder: true });
}

/** Says at the foot of the page why something was refused; stays until it is closed. */
export function showProblem(error: Error): void {
  notifications.show({ message: error.message, color: 'bad', autoClose: false, withBorder: true });
}
