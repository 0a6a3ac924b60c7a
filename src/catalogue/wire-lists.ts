// Templates, networks, users and scripts as the API sends them.

export interface WireTemplate {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly os: string;
  readonly dtCreated: string;
  /** Owner ids are present on the team's own templates only. */
  readonly teamId?: string | null;
  readonly userId?: string | null;
  readonly region?: string | null;
}

export interface WireNetwork {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly dtCreated: string;
  readonly network: string;
  readonly netmask: string;
  readonly teamId: string;
}

export interface WireUser {
  readonly id: string;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly dtCreated: string;
  readonly teamId: string;
}

export interface WireScript {
  readonly id: string;
  readonly ownerType: string;
  readonly ownerId: string;
  readonly name: string;
  readonly description: string | null;
  readonly dtCreated: string;
  readonly isEnabled: boolean;
  readonly runOnce: boolean;
}
