// What the API lists beside machines, as it says it: what a machine is made from and belongs to.

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly os: string;
  readonly dtCreated: string;
  /** Only templates of the team have the owner's ids. */
  readonly teamId?: string | null;
  readonly userId?: string | null;
  readonly region?: string | null;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly dtCreated: string;
  readonly network: string;
  readonly netmask: string;
  readonly teamId: string;
}

export interface User {
  readonly id: string;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly dtCreated: string;
  readonly teamId: string;
}

export interface Script {
  readonly id: string;
  readonly ownerType: string;
  readonly ownerId: string;
  readonly name: string;
  readonly description: string | null;
  readonly dtCreated: string;
  readonly isEnabled: boolean;
  readonly runOnce: boolean;
}
