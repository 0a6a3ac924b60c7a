// The required parameters of `create`, for tests that do not look at them.
export const createParams = {
  region: 'East Coast (NY2)',
  machineType: 'C1',
  size: 50,
  billingType: 'hourly',
  machineName: 'x',
  templateId: 't1',
} as const;
