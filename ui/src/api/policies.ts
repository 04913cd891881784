/** What becomes of a machine while its host is worked on. */
export const policies = ['linode/migrate', 'linode/power_off_on'] as const;
export type MaintenancePolicy = (typeof policies)[number];
export const otherPolicy = (policy: MaintenancePolicy): MaintenancePolicy =>
  policy === 'linode/migrate' ? 'linode/power_off_on' : 'linode/migrate';
