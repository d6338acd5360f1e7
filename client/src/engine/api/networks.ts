/** Networks, and what an engine is asked of them. */
import type { NetworkDetails } from "./details.ts";

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly internal: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export interface NetworkRequest {
  readonly name: string;
  /** The engine's usual one when not given. */
  readonly driver?: string;
  /** Without a way out. */
  readonly internal?: boolean;
}

export interface NetworkCalls {
  networks(signal?: AbortSignal): Promise<Network[]>;
  network(id: string, signal?: AbortSignal): Promise<Network | null>;
  networkDetails(id: string, signal?: AbortSignal): Promise<NetworkDetails>;
  connectNetwork(id: string, container: string): Promise<void>;
  disconnectNetwork(id: string, container: string): Promise<void>;
  createNetwork(request: NetworkRequest): Promise<void>;
  removeNetwork(id: string): Promise<void>;
}
