/** Engine records for tests of pure code: each with the fields that matter to the test, the rest ordinary. */
import type { Container } from "../../client/src/engine/api/containers.ts";
import type { Image } from "../../client/src/engine/api/images.ts";
import type { Network } from "../../client/src/engine/api/networks.ts";
import type { Volume } from "../../client/src/engine/api/volumes.ts";
import type { EngineStatus } from "../../client/src/engine/store.ts";

export const container = (fields: Partial<Container> & Pick<Container, "name">): Container => ({
  id: `${fields.name}-id`,
  image: "app:1",
  imageId: "sha256:1",
  command: "sleep 1d",
  state: "running",
  health: null,
  status: "",
  createdAt: 0,
  startedAt: null,
  endedAt: null,
  ports: [],
  labels: {},
  networks: [],
  volumes: [],
  ...fields,
});

export const image = (fields: Partial<Image> & Pick<Image, "id">): Image => ({
  tags: [],
  digests: [],
  size: 0,
  createdAt: 0,
  labels: {},
  ...fields,
});

export const volume = (fields: Partial<Volume> & Pick<Volume, "name">): Volume => ({
  driver: "local",
  mountpoint: "",
  createdAt: null,
  labels: {},
  ...fields,
});

export const network = (fields: Partial<Network> & Pick<Network, "name">): Network => ({
  id: `${fields.name}-id`,
  driver: "bridge",
  scope: "local",
  internal: false,
  labels: {},
  ...fields,
});

/** The state of a store that holds these objects. */
export const storeState = (held: {
  status?: EngineStatus;
  containers?: Container[];
  images?: Image[];
  volumes?: Volume[];
  networks?: Network[];
}) => ({
  id: "unix:///e.sock",
  status: held.status ?? CONNECTED,
  containers: new Map((held.containers ?? []).map((it) => [it.id, it])),
  images: new Map((held.images ?? []).map((it) => [it.id, it])),
  volumes: new Map((held.volumes ?? []).map((it) => [it.name, it])),
  networks: new Map((held.networks ?? []).map((it) => [it.id, it])),
});

export const CONNECTED: EngineStatus = {
  kind: "connected",
  address: "unix:///e.sock",
  info: {
    name: "Docker 20.10.24",
    version: "20.10.24",
    apiVersion: "1.41",
    os: "linux",
    arch: "amd64",
    buildkit: true,
  },
};
