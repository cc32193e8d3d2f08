#!/usr/bin/env bash
# What the tests need besides Python: a browser and a PostgreSQL server, from Debian's packages.
# Without the right to install, the tests that need them say so and are skipped.
set -euo pipefail
wanted=()
[ -x /usr/bin/chromium ] || wanted+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
[ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "not installed, and not ours to install: ${wanted[*]}; the tests that need them are skipped" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
apt-get update --quiet --quiet
apt-get install --quiet --quiet --yes --no-install-recommends "${wanted[@]}" >/dev/null
