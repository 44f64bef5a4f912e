#!/usr/bin/env bash
# .ci/pgvector.sh BIN: gives the Postgres of Debian whose programs lie in BIN the extension pgvector, when it lacks it.
# From the distribution's package where it has one; Debian 12 has none, so there it is built from the source package of
# Debian 13, which apt verifies as ever. That package's index goes to a folder of its own: apt on this machine is as before.
# Without the rights, the network or the key it says SKIPPED and ends with 1.
set -uo pipefail

bin="$1"
version="$(basename "$(dirname "$bin")")"
control="/usr/share/postgresql/$version/extension/vector.control"
suite=trixie
# What hangs is given up; the whole takes a minute.
seconds=300

install_packages() {
  DEBIAN_FRONTEND=noninteractive timeout "$seconds" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The machine's own mirror of Debian, with the suite that has the source.
source_of_suite() {
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' "Codename: $(. /etc/os-release && echo "${VERSION_CODENAME:-}")" \
    'Component: main' 'Created-By: Packages' | head -1)"
  [[ -n "$mirror" ]] || return 1
  printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$suite"
  [[ ! -e "$keyring" ]] || echo "Signed-By: $keyring"
}

build() (
  folder="$(mktemp -d)"
  trap 'rm -rf "$folder"' EXIT
  # apt downloads as a user of its own.
  chmod 755 "$folder"
  cd "$folder" && mkdir lists cache source && chown _apt source || exit
  source_of_suite >suite.sources || exit
  apt=(-qq -o "Dir::Etc::sourcelist=$folder/suite.sources" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o APT::Update::Error-Mode=any)
  timeout "$seconds" apt-get "${apt[@]}" update || exit
  install_packages build-essential dpkg-dev "postgresql-server-dev-$version" || exit
  cd source && timeout "$seconds" apt-get "${apt[@]}" --download-only source pgvector || exit
  dpkg-source --no-check -x ./*.dsc pgvector >/dev/null || exit
  # Without the compiler's -march=native and without bitcode, which would want another compiler.
  make -C pgvector -s PG_CONFIG="$bin/pg_config" with_llvm=no OPTFLAGS= all install >/dev/null
)

[[ ! -e "$control" ]] || exit 0
if ((EUID == 0)) && command -v apt-get >/dev/null; then
  timeout "$seconds" apt-get update -qq
  install_packages "postgresql-$version-pgvector" 2>/dev/null || build
fi
[[ -e "$control" ]] && exit 0
echo "SKIPPED: the tests of the engine pgvector on Debian's Postgres $version, for which pgvector could not be had"
exit 1
