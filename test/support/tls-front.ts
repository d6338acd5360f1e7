/** TLS in front of a real engine's socket, which asks for a client's certificate as dockerd's own `--tlsverify` does. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { createServer } from "node:tls";

export interface TlsFront {
  /** `tcp://127.0.0.1:…` */
  readonly url: string;
  close(): void;
}

/** `name` is that of its certificate: `server`, or `expired`. */
export async function serveTls(folder: string, name: string, socket: string): Promise<TlsFront> {
  const pem = (file: string): string => readFileSync(join(folder, file), "utf8");
  const options = { ca: pem("ca.pem"), cert: pem(`${name}.pem`), key: pem(`${name}.key`), requestCert: true };
  const server = createServer(options, (secure) => {
    const plain = connect(socket);
    secure.on("error", () => plain.destroy()).pipe(plain);
    plain.on("error", () => secure.destroy()).pipe(secure);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo; // A server that listens on a port has a port.
  return { url: `tcp://127.0.0.1:${port}`, close: () => void server.close() };
}

/** An authority, and certificates of `server`, `client` and `expired`; `locked.key` is the client's, with a passphrase. */
export function makeCertificates(folder: string): void {
  const openssl = (...args: string[]) =>
    execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const newKey = ["req", "-newkey", "rsa:2048", "-nodes"];
  openssl(...newKey, "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test-ca", "-days", "2");
  for (const name of ["server", "client", "expired"]) {
    openssl(...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    writeFileSync(join(folder, `${name}.ext`), name === "client" ? "" : "subjectAltName=IP:127.0.0.1\n");
    const signed = [
      "-CA",
      "ca.pem",
      "-CAkey",
      "ca.key",
      "-CAcreateserial",
      "-days",
      name === "expired" ? "-1" : "2",
      "-extfile",
      `${name}.ext`,
    ];
    openssl("x509", "-req", "-in", `${name}.csr`, "-out", `${name}.pem`, ...signed);
  }
  openssl("rsa", "-aes256", "-passout", "pass:open sesame", "-in", "client.key", "-out", "locked.key");
}
