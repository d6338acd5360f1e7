/** What the engine tells of one object beyond its line in a list, in plain data. */

export interface Mount {
  readonly kind: "bind" | "volume" | "tmpfs" | "other";
  /** The volume's name, or the folder of the host; empty for a tmpfs. */
  readonly source: string;
  /** In the container. */
  readonly destination: string;
  readonly writable: boolean;
}

/** A container in a network. */
export interface Membership {
  readonly networkId: string;
  readonly network: string;
  readonly address: string;
  readonly address6: string;
  readonly mac: string;
  readonly gateway: string;
  readonly aliases: readonly string[];
}

export interface RestartPolicy {
  readonly name: "no" | "always" | "unless-stopped" | "on-failure";
  /** Of `on-failure`: 0 is without end. */
  readonly retries: number;
}

/** 0 is without a limit. */
export interface Limits {
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  readonly restart: RestartPolicy;
}

export interface ContainerDetails {
  readonly id: string;
  readonly mounts: readonly Mount[];
  readonly memberships: readonly Membership[];
  /** `NAME=value`, in the order of the names. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  readonly limits: Limits;
  readonly tty: boolean;
  readonly user: string;
  readonly workingDir: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** Of the last run; null while it has not ended. */
  readonly exitCode: number | null;
  readonly isRunning: boolean;
  /** The engine's own words for when the last run ended. */
  readonly finishedAt: string;
  readonly outOfMemory: boolean;
  readonly restarts: number;
  /** What the last health check said; empty without one. */
  readonly healthOutput: string;
}

/** A container as its network sees it. */
export interface Member {
  readonly containerId: string;
  readonly name: string;
  readonly address: string;
  readonly address6: string;
}

export interface Subnet {
  readonly subnet: string;
  readonly gateway: string;
}

export interface NetworkDetails {
  readonly members: readonly Member[];
  readonly subnets: readonly Subnet[];
}

/** What `ps` says in a container. Each row has one cell for each title. */
export interface Processes {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface FileChange {
  readonly path: string;
  readonly kind: "modified" | "added" | "deleted";
}

/** One measurement of a running container. */
export interface Stats {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Per cent of one processor since the measurement before; null for the first. */
  readonly cpu: number | null;
  /** Bytes, without what the kernel would give back at once. */
  readonly memory: number;
  /** Bytes; 0 where nobody tells. */
  readonly memoryLimit: number;
  /** Bytes since the container started. */
  readonly received: number;
  readonly sent: number;
  readonly read: number;
  readonly written: number;
  readonly processes: number;
}

export interface VolumeUsage {
  /** Bytes, or null where the engine has not measured. */
  readonly size: number | null;
  /** How many containers it is mounted in. */
  readonly users: number;
}

export interface CommitRequest {
  /** `repository:tag`. */
  readonly name: string;
  readonly comment?: string;
  /** The container stands still meanwhile. */
  readonly pause: boolean;
}
