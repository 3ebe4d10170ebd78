#!/usr/bin/env bash
# Brings an environment to what the templates and a package say: first the resources, then the code.
#   deploy.sh dev|test|prod RESOURCE_GROUP PACKAGE.zip [--what-if]
# Needs `az login` by whoever may deploy there. A rollback is the same command with an earlier package.
set -euo pipefail
usage="usage: deploy.sh dev|test|prod RESOURCE_GROUP PACKAGE.zip [--what-if]"
[ $# -ge 3 ] || { echo "$usage" >&2; exit 2; }
environment=$1 group=$2 package=$3 what_if=${4:-}
infra=$(cd "$(dirname "$0")/.." && pwd)
parameters="$infra/$environment.bicepparam"
[ -f "$parameters" ] || { echo "no parameters for '$environment'; $usage" >&2; exit 2; }
[ -f "$package" ] || { echo "there is no package $package" >&2; exit 2; }
name="krypton-$(date -u +%Y%m%d%H%M%S)"

if [ "$what_if" = "--what-if" ]; then
  exec az deployment group what-if --resource-group "$group" --template-file "$infra/main.bicep" \
    --parameters "$parameters"
fi

az deployment group create --name "$name" --resource-group "$group" --template-file "$infra/main.bicep" \
  --parameters "$parameters" --output none
app=$(az deployment group show --name "$name" --resource-group "$group" \
  --query properties.outputs.functionAppName.value --output tsv)
address=$(az deployment group show --name "$name" --resource-group "$group" \
  --query properties.outputs.baseAddress.value --output tsv)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package" --output none
"$(dirname "$0")/wait-ready.sh" "$address"
echo "deployed $(sha256sum "$package" | cut -d' ' -f1) to $app"
