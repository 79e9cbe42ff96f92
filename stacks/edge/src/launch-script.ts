/** Where apt finds Cloudflare's signing key, and what it says of the packages. Source: pkg.cloudflare.com. */
const KEYRING = "/usr/share/keyrings/cloudflare-main.gpg";
const PACKAGES = `deb [signed-by=${KEYRING}] https://pkg.cloudflare.com/cloudflared any main`;

/**
 * The commands that install cloudflared and start it as a service, joined to one line: Lightsail takes no other, and
 * runs it at the first start as root with `sh`. Run again, also with another token, they lead to the same. They need apt
 * and systemd.
 * Source: Cloudflare documentation, "Run cloudflared as a service on Linux"; Pulumi, aws.lightsail.Instance, userData.
 * @param token of the tunnel; it says itself which tunnel it is for
 */
export function launchScript(token: string): string {
  return [
    "mkdir -p /usr/share/keyrings",
    `curl -fsSL --retry 5 https://pkg.cloudflare.com/cloudflare-main.gpg -o ${KEYRING}`,
    `echo '${PACKAGES}' > /etc/apt/sources.list.d/cloudflared.list`,
    // The system's own updates may hold the lock at the first start; 300 is in seconds.
    "apt-get -o DPkg::Lock::Timeout=300 update",
    "DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y cloudflared",
    // An installed service keeps its old token, and refuses to be installed twice.
    "{ cloudflared service uninstall || true; }",
    `cloudflared service install '${token}'`,
  ].join(" && ");
}
