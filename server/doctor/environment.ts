import type { Environment } from "@/lib/environment";
import { hostOf, isDemoIn } from "../host";
import { isLoopback } from "../origin";
import { type Finding, ok, reasonOf, warning, wrong } from "./finding";

/** A secret of few different characters is a word that somebody typed. */
const DIFFERENT = 10;

export function checkEnvironment(environment: Environment): Finding[] {
  return [ok("The environment can be read."), checkNode(), checkSecret(environment), ...checkAddress(environment)];
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isNew = major > 20 || (major === 20 && minor >= 19);
  const what = `Node is ${process.versions.node}.`;
  return isNew ? ok(what) : wrong(what, "Install Node 20.19 or newer.");
}

function checkSecret(environment: Environment): Finding {
  const { NEXTAUTH_SECRET } = environment;
  const fix = "Make one with `openssl rand -base64 32` and give it to every process. Everybody signs in anew then.";
  if (!NEXTAUTH_SECRET) {
    return isDemoIn(environment) ? ok("The demo makes its own secret.") : wrong("NEXTAUTH_SECRET is missing.", fix);
  }
  const isWeak = new Set(NEXTAUTH_SECRET).size < DIFFERENT;
  return isWeak ? warning("NEXTAUTH_SECRET can be guessed.", fix) : ok("NEXTAUTH_SECRET is there.");
}

function checkAddress(environment: Environment): Finding[] {
  const { PUBLIC_URL } = environment;
  const findings: Finding[] = [];
  try {
    hostOf(environment, isDemoIn(environment));
  } catch (error) {
    findings.push(wrong(reasonOf(error), "Or take DEMO out, so that only people with accounts get in."));
  }
  if (!PUBLIC_URL) return [...findings, ok("Without PUBLIC_URL only this machine is answered.")];
  const { protocol, hostname } = new URL(PUBLIC_URL);
  const isSafe = protocol === "https:" || isLoopback(hostname);
  const fix = "Put a proxy that does TLS in front, and name it in PUBLIC_URL with https.";
  return [
    ...findings,
    isSafe
      ? ok(`People open ${PUBLIC_URL}.`)
      : warning("Without TLS everybody on the way can read and write along.", fix),
  ];
}
