import type { EngineNode } from "../../views/node.ts";

export const isConnected = ({ status }: EngineNode): boolean => status?.kind === "connected";
