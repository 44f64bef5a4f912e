#!/usr/bin/env bash
# .ci/moto.sh FOLDER: makes moto's server, which speaks S3's protocol, available to the tests, and prints how to call it.
# From the machine, else from the distribution, else from the Python registry into FOLDER. Without any it prints nothing and ends with 1.
set -uo pipefail

folder="$1"
version=5.2.1
seconds=120

works() { "$1" --help >/dev/null 2>&1; }
install_packages() {
  DEBIAN_FRONTEND=noninteractive timeout "$seconds" apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

if works moto_server; then
  echo moto_server
  exit
fi
# Debian 13 has it; Debian 12 does not.
if ((EUID == 0)) && command -v apt-get >/dev/null; then
  if install_packages python3-moto python3-flask python3-flask-cors && works moto_server; then
    echo moto_server
    exit
  fi
  python3 -m venv --help >/dev/null 2>&1 && python3 -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
fi
if python3 -m venv "$folder" >/dev/null 2>&1 &&
  timeout "$seconds" "$folder/bin/pip" install -q --retries 1 --timeout 15 "moto[s3,server]==$version" >/dev/null 2>&1 && works "$folder/bin/moto_server"; then
  echo "$folder/bin/moto_server"
  exit
fi
exit 1
