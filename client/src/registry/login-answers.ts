/** Answers the language server that asks for the user's login, to list the tags of a registry that wants one. */
import {
  REGISTRY_LOGIN,
  type RegistryLoginAnswer,
  type RegistryLoginParams,
} from "../../../server/src/shared/protocol.ts";
import type { Credentials } from "./credentials.ts";
import { registryOf } from "./docker-config.ts";

/** `isTrusted`: in a workspace that is not, no helper is run for the names in its files. */
export const loginAnswers = (credentials: Credentials, isTrusted: () => boolean) => ({
  async [REGISTRY_LOGIN]({ reference }: RegistryLoginParams): Promise<RegistryLoginAnswer | null> {
    if (!isTrusted()) return null;
    const { logins } = await credentials.logins(registryOf(reference));
    const login = logins.find((it) => it.kind === "password");
    return login ? { username: login.username, password: login.password } : null;
  },
});
