#!/usr/bin/env bash
# Fetches and makes the files of others that the pages use; see README.md.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$here/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/world.mjs" "$work"
(cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts)
static="$root/src/dragoman/web/static"
modules="$work/node_modules"
cp "$modules/htmx.org/dist/htmx.min.js" "$static/"
cp "$modules/axe-core/axe.min.js" "$root/tests/browser/"
for subset in latin latin-ext; do
  for style in 400-normal 600-normal 400-italic; do
    cp "$modules/@fontsource/source-serif-4/files/source-serif-4-$subset-$style.woff2" "$static/"
  done
  for style in 400-normal 600-normal; do
    cp "$modules/@fontsource/ibm-plex-sans-condensed/files/ibm-plex-sans-condensed-$subset-$style.woff2" "$static/"
  done
done
rm -f "$static/source-serif-4-latin-ext-600-italic.woff2"
mkdir -p "$root/src/dragoman/web/maps"
(cd "$work" && node world.mjs "$root/src/dragoman/codebook/data/gazetteer/states.csv" "$root/src/dragoman/web/maps/world.json")
python3 - "$root" "$here/vendored.json" <<'PY'
import hashlib, json, pathlib, sys
root, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
web = root / "src/dragoman/web"
files = [*sorted(web.glob("static/*.woff2")), web / "static/htmx.min.js", web / "maps/world.json",
         root / "tests/browser/axe.min.js"]
digests = {str(f.relative_to(root)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
out.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
PY
