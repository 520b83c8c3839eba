import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import tls from "node:tls";
import { freePort } from "./port";

/** The name in the files of docs/proxies. */
export const NAME = "chat.example.org";

const isThere = (program: string, flag: string) => spawnSync(program, [flag]).status === 0;

/** The proxies of docs/proxies that this machine has. */
export const proxies = {
  nginx: { isThere: isThere("nginx", "-v") && isThere("openssl", "version"), start: startNginx },
  Caddy: { isThere: isThere("caddy", "version"), start: startCaddy },
};

export type RunningProxy = Awaited<ReturnType<typeof startCaddy>>;

/** A proxy by its file in docs/proxies, in front of `upstream` ("127.0.0.1:3000"), and a way to it by the name in there. */
async function startCaddy(upstream: string) {
  const folder = mkdtempSync(join(tmpdir(), "parley-caddy-"));
  const [port, plain] = [await freePort(), await freePort()];
  const ours = `{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\thttp_port ${plain}\n\thttps_port ${port}\n}\n`;
  writeFileSync(join(folder, "Caddyfile"), ours + fileOf("Caddyfile").replace("127.0.0.1:3000", upstream));
  const child = spawn("caddy", ["run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")], {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: "ignore",
  });
  return open(child, port, folder);
}

async function startNginx(upstream: string) {
  const folder = mkdtempSync(join(tmpdir(), "parley-nginx-"));
  const [port, plain] = [await freePort(), await freePort()];
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  spawnSync("openssl", [...made, "-subj", `/CN=${NAME}`, "-keyout", key, "-out", certificate]);
  const site = fileOf("nginx.conf")
    .replace("127.0.0.1:3000", upstream)
    .replaceAll(/^\s*listen \[::\].*\n/gm, "")
    .replace("listen 80", `listen 127.0.0.1:${plain}`)
    .replace("listen 443", `listen 127.0.0.1:${port}`)
    .replace(/ssl_certificate .*;/, `ssl_certificate ${certificate};`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`)
    .replace("/var/log/nginx/parley.log", join(folder, "parley.log"));
  writeFileSync(join(folder, "site.conf"), site);
  mkdirSync(join(folder, "temporary"));
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const temporary = places.map((place) => `${place}_temp_path ${folder}/temporary;`).join(" ");
  const isRoot = process.getuid?.() === 0;
  writeFileSync(
    join(folder, "nginx.conf"),
    `${isRoot ? "user root;" : ""} pid ${folder}/pid; error_log ${folder}/error.log; events {}
     http { ${temporary} include ${folder}/site.conf; }`,
  );
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-g", "daemon off;"], {
    stdio: "ignore",
  });
  return open(child, port, folder);
}

const fileOf = (name: string) => readFileSync(new URL(`../../docs/proxies/${name}`, import.meta.url), "utf8");

async function open(child: ChildProcess, port: number, folder: string) {
  const connect = (localAddress = "127.0.0.1") => {
    const place = { host: "127.0.0.1", port, localAddress };
    return tls.connect({ ...place, servername: NAME, rejectUnauthorized: false, ALPNProtocols: ["http/1.1"] });
  };
  while (!(await isListening(connect))) {
    if (child.exitCode !== null) throw new Error(`The proxy has ended with ${child.exitCode}.`);
    await sleep(50);
  }

  return {
    /** Leads every request to the proxy, whatever its name resolves to, and comes from an address of its own. */
    agentFrom(localAddress: string): Agent {
      const agent = new Agent({ keepAlive: false });
      return Object.assign(agent, { createConnection: () => connect(localAddress) });
    },
    async stop(): Promise<void> {
      child.kill("SIGTERM");
      await new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve(null)));
      rmSync(folder, { recursive: true, force: true });
    },
    /** What it has logged of requests, if it logs any. */
    log: () => (existsSync(join(folder, "parley.log")) ? readFileSync(join(folder, "parley.log"), "utf8") : ""),
  };
}

function isListening(connect: () => tls.TLSSocket): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect();
    probe.once("secureConnect", () => resolve(true)).once("error", () => resolve(false));
    probe.once("close", () => resolve(false));
    probe.once("secureConnect", () => probe.end());
  });
}
