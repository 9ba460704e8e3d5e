export { PermissionDetails } from './permission-details.tsx';
