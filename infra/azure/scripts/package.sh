#!/usr/bin/env bash
# Publishes functions/ and packs it for the deployment: what is tested is what is packed.
#   package.sh FILE.zip
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: package.sh FILE.zip" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../../.." && pwd)
target=$(realpath -m "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$(dirname "$target")"
dotnet publish "$root/functions" -c Release -o "$folder" -v q -nologo

# Settings of a developer's machine never leave it.
[ ! -e "$folder/local.settings.json" ] || { echo "local.settings.json is in the package" >&2; exit 1; }
for needed in host.json functions.metadata worker.config.json .azurefunctions; do
  [ -e "$folder/$needed" ] || { echo "$needed is missing in the package" >&2; exit 1; }
done
rm -f "$target"
(cd "$folder" && python3 -m zipfile -c "$target" $(ls -A))
echo "$target $(stat -c %s "$target") bytes $(sha256sum "$target" | cut -d' ' -f1)"
