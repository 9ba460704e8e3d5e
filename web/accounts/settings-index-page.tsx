import { Navigate } from '@tanstack/react-router';
import { usePath } from '../app/url.ts';

/** The settings open at the one page that everybody has. */
export default function SettingsIndexPage() {
  return <Navigate to={usePath()('/settings/profile')} replace />;
}
